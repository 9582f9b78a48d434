"""Results: what is a value, of which metric, on which data set, of which method. All sentences are invented."""

from __future__ import annotations

import time

import pytest

from papergraph.extraction import Extractor
from papergraph.model import Facts, Paper, Result

INTRODUCTION = "We propose QuiltNet, a novel backbone. "


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str, introduction: str = INTRODUCTION) -> Facts:
    return extractor.stage1(Paper(id="x", title="", abstract=introduction + text))


def told(extractor: Extractor, text: str, kind: str = "quality", introduction: str = INTRODUCTION) -> list[tuple[object, ...]]:
    """Results of one kind as (value, unit, metric, data set, method)."""
    rows = [r for r in read(extractor, text, introduction).results if r.kind == kind]
    return [(r.value, r.unit, r.metric, r.dataset, r.method) for r in rows]


QUALITY = [
    # ends of ranges, approximate values, arrows
    ("QuiltNet is strong (F1 ~ 91-94%).", [(91.0, "%", "F1", None, "QuiltNet"), (94.0, "%", "F1", None, "QuiltNet")]),
    ("QuiltNet gains on news (F1: 0.41->0.47).", [(0.41, None, "F1", None, "QuiltNet"), (0.47, None, "F1", None, "QuiltNet")]),
    ("QuiltNet keeps up with raters (r around 0.42).", [(0.42, None, "r", None, "QuiltNet")]),
    (
        "QuiltNet cuts false alarms from 32.5% to below 10%.",
        [(32.5, "%", "false alarms", None, "QuiltNet"), (10.0, "%", "false alarms", None, "QuiltNet")],
    ),
    (
        "With QuiltNet the accuracy ranges from 17.8% to 31.3% (22.6% mean).",
        [(v, "%", "accuracy", None, "QuiltNet") for v in (17.8, 31.3, 22.6)],
    ),
    # how much a value varies is no end of a change
    (
        "QuiltNet cuts harmfulness from 19.0% $\\pm$ 4.0% to 8.5% $\\pm$ 1.5% on CIFAR-10.",
        [(19.0, "%", "harmfulness", "CIFAR-10", "QuiltNet"), (8.5, "%", "harmfulness", "CIFAR-10", "QuiltNet")],
    ),
    # a metric that no lexicon knows
    ("QuiltNet achieves 99.4% task closure on long jobs.", [(99.4, "%", "task closure", None, "QuiltNet")]),
    ("QuiltNet maintains 60-80% usefulness even in fog.", [(v, "%", "usefulness", None, "QuiltNet") for v in (60, 80)]),
    ("QuiltNet obtains 4.9% symbol error rate.", [(4.9, "%", "symbol error rate", None, "QuiltNet")]),
    (
        "QuiltNet leads on Pass@1 (0.612) and refusal avoidance (13.5%).",
        [(0.612, None, "Pass@1", None, "QuiltNet"), (13.5, "%", "refusal avoidance", None, "QuiltNet")],
    ),
    (
        "QuiltNet substantially increases blocked tool misuse, reaching 73.6% on shells.",
        [(73.6, "%", "blocked tool misuse", None, "QuiltNet")],
    ),
    # a percentage that is reached, whatever its metric
    ("On the final round QuiltNet reaches only 44.2% when pages are long.", [(44.2, "%", None, None, "QuiltNet")]),
    (
        "QuiltNet achieves 45.7% on COCO and 61.5 on GSM8K.",
        [(45.7, "%", None, "COCO", "QuiltNet"), (61.5, None, "score", "GSM8K", "QuiltNet")],
    ),
    (
        "The AUROC and Brier score improved from 0.87 to 0.89 and 0.37 to 0.17, respectively.",
        [(v, None, "AUROC", None, "QuiltNet") for v in (0.87, 0.89)]
        + [(v, None, "Brier score", None, "QuiltNet") for v in (0.37, 0.17)],
    ),
    (
        "We count the stitch error rate (STER). QuiltNet has 5.1% STER.",
        [(5.1, "%", "stitch error rate (STER)", None, "QuiltNet")],
    ),
    ("QuiltNet attains 0.731 SARI on MNIST.", [(0.731, None, "SARI", "MNIST", "QuiltNet")]),
    # what "performance" means; where a gain began; how high it goes
    (
        "QuiltNet achieves 81.5% accuracy on MNIST and improves performance on CIFAR-10 (72.3%).",
        [(81.5, "%", "accuracy", "MNIST", "QuiltNet"), (72.3, "%", "accuracy", "CIFAR-10", "QuiltNet")],
    ),
    ("QuiltNet increased accuracy by 9 percentage points from a baseline of 72%.", [(72, "%", "accuracy", None, "QuiltNet")]),
    ("QuiltNet improved the test accuracy up to 87.4 percent.", [(87.4, "%", "test accuracy", None, "QuiltNet")]),
    # the metric behind the figure
    ("QuiltNet achieves 84.1% top-1 accuracy on ImageNet-1K.", [(84.1, "%", "top-1 accuracy", "ImageNet-1K", "QuiltNet")]),
    (
        "It reaches 51.2 box AP and 44.0 mask AP on COCO.",
        [(51.2, None, "box AP", "COCO", "QuiltNet"), (44.0, None, "mask AP", "COCO", "QuiltNet")],
    ),
    ("QuiltNet attains a 3.1% error rate on MNIST.", [(3.1, "%", "error rate", "MNIST", "QuiltNet")]),
    ("QuiltNet scores 55 PQ on COCO.", [(55, None, "PQ", "COCO", "QuiltNet")]),
    ("QuiltNet obtains 41.8 BLEU.", [(41.8, None, "BLEU", None, "QuiltNet")]),
    # the metric before the figure
    ("QuiltNet obtains an FID of 2.2 on CIFAR-10.", [(2.2, None, "FID", "CIFAR-10", "QuiltNet")]),
    ("QuiltNet has a word error rate of 2.1%.", [(2.1, "%", "word error rate", None, "QuiltNet")]),
    ("QuiltNet reaches a pass@1 of 67.2 on HumanEval.", [(67.2, None, "pass@1", "HumanEval", "QuiltNet")]),
    ("QuiltNet has the highest accuracy (92.1%) on CIFAR-10.", [(92.1, "%", "accuracy", "CIFAR-10", "QuiltNet")]),
    # several figures
    (
        "QuiltNet achieves 89.1% / 81.5% top-1 accuracy on CIFAR-10 / CIFAR-100.",
        [(89.1, "%", "top-1 accuracy", "CIFAR-10", "QuiltNet"), (81.5, "%", "top-1 accuracy", "CIFAR-100", "QuiltNet")],
    ),
    (
        "QuiltNet attains FID scores of 1.7 on CIFAR-10 and 2.9 on CelebA.",
        [(1.7, None, "FID scores", "CIFAR-10", "QuiltNet"), (2.9, None, "FID scores", "CelebA", "QuiltNet")],
    ),
    (
        "QuiltNet achieves precision, recall and F1 of 0.91, 0.87 and 0.89, respectively.",
        [
            (0.91, None, "precision", None, "QuiltNet"),
            (0.87, None, "recall", None, "QuiltNet"),
            (0.89, None, "F1", None, "QuiltNet"),
        ],
    ),
    (
        "QuiltNet reaches 98.9% accuracy and F1-score on MNIST.",
        [(98.9, "%", "accuracy", "MNIST", "QuiltNet"), (98.9, "%", "F1-score", "MNIST", "QuiltNet")],
    ),
    ("QuiltNet achieves 60-70% accuracy.", [(60, "%", "accuracy", None, "QuiltNet"), (70, "%", "accuracy", None, "QuiltNet")]),
    ("QuiltNet reaches accuracies above 80%.", [(80, "%", "accuracies", None, "QuiltNet")]),
    # metrics that no lexicon knows
    ("QuiltNet achieves 93% schema compliance.", [(93, "%", "schema compliance", None, "QuiltNet")]),
    ("QuiltNet has a Zorbel distance of 1.43 mm.", [(1.43, None, "Zorbel distance", None, "QuiltNet")]),
    ("QuiltNet attains a ZQ-index of 0.64 on CIFAR-10.", [(0.64, None, "ZQ-index", "CIFAR-10", "QuiltNet")]),
    ("QuiltNet achieves 61.8% in awareness.", [(61.8, "%", "awareness", None, "QuiltNet")]),
    # values of what is compared with
    (
        "QuiltNet achieves an F1 score of 0.83, outperforming BERT (0.64) and RoBERTa (0.61).",
        [
            (0.83, None, "F1 score", None, "QuiltNet"),
            (0.64, None, "F1 score", None, "BERT"),
            (0.61, None, "F1 score", None, "RoBERTa"),
        ],
    ),
    (
        "QuiltNet achieves 42.0% accuracy compared to 28.1% for GPT-4o.",
        [(42.0, "%", "accuracy", None, "QuiltNet"), (28.1, "%", "accuracy", None, "GPT-4o")],
    ),
    (
        "QuiltNet achieves 92% accuracy, while human experts reach 95%.",
        [(92, "%", "accuracy", None, "QuiltNet"), (95, "%", "accuracy", None, "human experts")],
    ),
    (
        "QuiltNet has an F1 of 0.41, outperforming the linear baseline, which scored 0.08.",
        [(0.41, None, "F1", None, "QuiltNet"), (0.08, None, "F1", None, "linear baseline")],
    ),
    (
        "ResNet-50 and DeiT-S achieve 76.1% and 79.8% top-1 accuracy on ImageNet-1K.",
        [(76.1, "%", "top-1 accuracy", "ImageNet-1K", "ResNet-50"), (79.8, "%", "top-1 accuracy", "ImageNet-1K", "DeiT-S")],
    ),
    (
        "QuiltNet improves the accuracy of ResNet-50 from 35.6% to 46.7%.",
        [(35.6, "%", "accuracy", None, "ResNet-50"), (46.7, "%", "accuracy", None, "QuiltNet")],
    ),
    (
        "QuiltNet outperforms BERT, achieving an accuracy of 91.5%.",
        [(91.5, "%", "accuracy", None, "QuiltNet")],
    ),
    # whose value it is: a class, a baseline, an example, people
    ("LLMs reach 61.5% accuracy on MNIST.", [(61.5, "%", "accuracy", "MNIST", "LLMs")]),
    ("Even recent models like GPT-4o reach only 18.9% accuracy.", [(18.9, "%", "accuracy", None, "GPT-4o")]),
    (
        "CNNs attain better fits (R2=0.91, MAE=0.37) than GNNs (R2=0.85, MAE=0.52).",
        [
            (0.91, None, "R2", None, "CNNs"),
            (0.37, None, "MAE", None, "CNNs"),
            (0.85, None, "R2", None, "GNNs"),
            (0.52, None, "MAE", None, "GNNs"),
        ],
    ),
    (
        "The task is hard, with the best-performing model (Claude 3.5 Sonnet) reaching only 31.2% accuracy.",
        [(31.2, "%", "accuracy", None, "Claude 3.5 Sonnet")],
    ),
    (
        "Tool-using agents reach 88.0% accuracy, while QuiltNet reaches 91.5%.",
        [(88.0, "%", "accuracy", None, "Tool-using agents"), (91.5, "%", "accuracy", None, "QuiltNet")],
    ),
    (
        "QuiltNet keeps its accuracy at 98.1% (baseline 92.4%).",
        [(98.1, "%", "accuracy", None, "QuiltNet"), (92.4, "%", "accuracy", None, "baseline")],
    ),
    (
        "Experiments on text from GPT-4o, Claude and BERT show its strength, with an F1 score of 0.93.",
        [(0.93, None, "F1 score", None, "QuiltNet")],
    ),
    (
        "GPT-4o and BERT achieve F1 scores of 0.91 for short and 0.43 for long inputs, respectively.",
        [(0.91, None, "F1 scores", None, "GPT-4o"), (0.43, None, "F1 scores", None, "BERT")],
    ),
    (
        "QuiltNet achieves (accuracy, ECE) of (58.8, 0.08), outperforming BERT, which achieves (46.3, 0.22).",
        [
            (58.8, None, "accuracy", None, "QuiltNet"),
            (0.08, None, "ECE", None, "QuiltNet"),
            (46.3, None, "accuracy", None, "BERT"),
            (0.22, None, "ECE", None, "BERT"),
        ],
    ),
    (
        "The CNN achieved an accuracy of 95.2%, the LSTM 93.1%, and GPT-4o only 61.0%.",
        [
            (95.2, "%", "accuracy", None, "CNN"),
            (93.1, "%", "accuracy", None, "LSTM"),
            (61.0, "%", "accuracy", None, "GPT-4o"),
        ],
    ),
    (
        "GPT-4o solved 71.5% of the problems, and Claude only 65.2%.",
        [(71.5, "%", None, None, "GPT-4o"), (65.2, "%", None, None, "Claude")],
    ),
    (
        "The accuracy of BERT is 71.0%, while QuiltNet reaches 82.1%.",
        [(71.0, "%", "accuracy", None, "BERT"), (82.1, "%", "accuracy", None, "QuiltNet")],
    ),
    ("Current models reach only 31.2% accuracy.", [(31.2, "%", "accuracy", None, "Current models")]),
    ("We test LLMs. Most models reach only 31.2% accuracy.", [(31.2, "%", "accuracy", None, "LLMs")]),
    ("A simple baseline using BERT reaches 31.2% accuracy.", [(31.2, "%", "accuracy", None, "simple baseline")]),
    (
        "QuiltNet outperforms the previous best method by 3.2% (82.1% vs. 78.9%).",
        [(82.1, "%", None, None, "QuiltNet"), (78.9, "%", None, None, "previous best method")],
    ),
    (
        "The error rate went from 21.6% (GPT-4o) to 43.2% (BERT).",
        [(21.6, "%", "error rate", None, "GPT-4o"), (43.2, "%", "error rate", None, "BERT")],
    ),
    (
        "CNNs reach 72.9% accuracy, while BERT quickly learns the task with F1 = 0.57.",
        [(72.9, "%", "accuracy", None, "CNNs"), (0.57, None, "F1", None, "BERT")],
    ),
    ("The best model reaches 43.7% accuracy.", [(43.7, "%", "accuracy", None, "best model")]),
    # the winner's value behind the loser's name, and the loser's
    ("QuiltNet outperforms BERT with an accuracy of 91.2%.", [(91.2, "%", "accuracy", None, "QuiltNet")]),
    ("QuiltNet surpasses CNNs by achieving 91.2% accuracy.", [(91.2, "%", "accuracy", None, "QuiltNet")]),
    ("Compared to BERT, QuiltNet achieves 91.2% accuracy.", [(91.2, "%", "accuracy", None, "QuiltNet")]),
    ("QuiltNet outperforms LLMs and achieves 91.2% accuracy.", [(91.2, "%", "accuracy", None, "QuiltNet")]),
    (
        "GPT-4 outperformed BERT (accuracy 81.2% vs 65.3%).",
        [(81.2, "%", "accuracy", None, "GPT-4"), (65.3, "%", "accuracy", None, "BERT")],
    ),
    ("The highest accuracy of 91.2% was achieved by the random forest.", [(91.2, "%", "accuracy", None, "random forest")]),
    (
        "Recent systems, such as GPT-4o and BERT, broke the barrier, achieving pass rates as high as 90%.",
        [(90, "%", "pass rates", None, "GPT-4o")],
    ),
    ("Our ResNet-50-like knowledge distillation reaches 92.6% accuracy.", [(92.6, "%", "accuracy", None, "QuiltNet")]),
    (
        "BERT reaches 88.7% accuracy, while QuiltNet-B reaches 91.2%.",
        [(88.7, "%", "accuracy", None, "BERT"), (91.2, "%", "accuracy", None, "QuiltNet-B")],
    ),
    (
        "LLMs fall below 35% correctness and exceed 55% hallucination.",
        [(35, "%", "correctness", None, "LLMs"), (55, "%", "hallucination", None, "LLMs")],
    ),
    (
        "QuiltNet reaches 60.7% accuracy, compared with 10.7% for the same base (GPT-4o), over the best model (Claude, 9.2%).",
        [
            (60.7, "%", "accuracy", None, "QuiltNet"),
            (10.7, "%", "accuracy", None, "GPT-4o"),
            (9.2, "%", "accuracy", None, "Claude"),
        ],
    ),
    (
        "QuiltNet (85.1%) outperforms BERT (80.2%).",
        [(85.1, "%", None, None, "QuiltNet"), (80.2, "%", None, None, "BERT")],
    ),
    (
        "QuiltNet outperforms BERT on MNLI (85.1% vs. 80.2%) and QQP (91.2% vs. 89.3%).",
        [
            (85.1, "%", None, "MNLI", "QuiltNet"),
            (80.2, "%", None, "MNLI", "BERT"),
            (91.2, "%", None, "QQP", "QuiltNet"),
            (89.3, "%", None, "QQP", "BERT"),
        ],
    ),
    (
        "QuiltNet reaches 84.0% accuracy on MNIST. At a 95% ratio (few patches) it gets 83.6%, and at 98% (four patches) less.",
        [(84.0, "%", "accuracy", "MNIST", "QuiltNet"), (83.6, "%", "accuracy", "MNIST", "QuiltNet")],
    ),
    ("We test VLMs. All 12 models stay below 40.5% accuracy.", [(40.5, "%", "accuracy", None, "VLMs")]),
    ("We test VLMs. Open-source models stay below 40.5% accuracy.", [(40.5, "%", "accuracy", None, "Open-source models")]),
    # lists of metrics
    (
        "QuiltNet achieves (accuracy, smoothness, ECE) of (58.8, 95.6, 0.08).",
        [
            (58.8, None, "accuracy", None, "QuiltNet"),
            (95.6, None, "smoothness", None, "QuiltNet"),
            (0.08, None, "ECE", None, "QuiltNet"),
        ],
    ),
    (
        "QuiltNet reaches accuracy and F1 scores of 74.9% and 0.75, respectively.",
        [(74.9, "%", "accuracy", None, "QuiltNet"), (0.75, None, "F1 scores", None, "QuiltNet")],
    ),
    (
        "QuiltNet achieves 0.94 accuracy, 0.92 F1, and an ECE of 0.04.",
        [
            (0.94, None, "accuracy", None, "QuiltNet"),
            (0.92, None, "F1", None, "QuiltNet"),
            (0.04, None, "ECE", None, "QuiltNet"),
        ],
    ),
    # metrics with their short forms, and metrics that are letters
    (
        "QuiltNet has a Mean Absolute Error (MAE) of 1.15.",
        [(1.15, None, "Mean Absolute Error (MAE)", None, "QuiltNet")],
    ),
    ("QuiltNet has an anomaly score that tracks the labels (ρ = -0.71).", [(-0.71, None, "ρ", None, "QuiltNet")]),
    ("QuiltNet has a high correlation with the ratings (r = 0.78).", [(0.78, None, "correlation", None, "QuiltNet")]),
    # no metric but a score
    (
        "QuiltNet obtains 68.1 on HumanEval and 73.3 on GSM8K.",
        [(68.1, None, "score", "HumanEval", "QuiltNet"), (73.3, None, "score", "GSM8K", "QuiltNet")],
    ),
    (
        "QuiltNet achieves 71.2 on GSM8K, exceeding GPT-4 (68.1).",
        [(71.2, None, "score", "GSM8K", "QuiltNet"), (68.1, None, "score", "GSM8K", "GPT-4")],
    ),
    # what stays or is brought somewhere
    ("Under attack, unsafe propagation remains at 52.6%.", [(52.6, "%", "unsafe propagation", None, "QuiltNet")]),
    (
        "QuiltNet keeps hallucination under 5%, compared with 18% for GPT-4o.",
        [(5, "%", "hallucination", None, "QuiltNet"), (18, "%", "hallucination", None, "GPT-4o")],
    ),
    ("QuiltNet scores 7.8%.", [(7.8, "%", "score", None, "QuiltNet")]),
    # metrics by their short forms and cut-offs
    (
        "QuiltNet has a Blur Agreement (BA) of 43.7%, and raises BA to 64.3% with more data.",
        [(43.7, "%", "Blur Agreement (BA)", None, "QuiltNet"), (64.3, "%", "Blur Agreement (BA)", None, "QuiltNet")],
    ),
    ("QuiltNet has low coverage (recall@200 = 0.109).", [(0.109, None, "recall@200", None, "QuiltNet")]),
    ("QuiltNet achieves >70% concordance with experts.", [(70, "%", "concordance", None, "QuiltNet")]),
    ("QuiltNet reaches 73.5% top-1 token recovery.", [(73.5, "%", "top-1 token recovery", None, "QuiltNet")]),
    (
        "QuiltNet achieves 0.91 (AUC) and 0.83 (F1).",
        [(0.91, None, "AUC", None, "QuiltNet"), (0.83, None, "F1", None, "QuiltNet")],
    ),
    (
        "On GSM8K, QuiltNet reaches 71.2%, and on HumanEval 91.0%.",
        [(71.2, "%", None, "GSM8K", "QuiltNet"), (91.0, "%", None, "HumanEval", "QuiltNet")],
    ),
    (
        "QuiltNet is strong on public data (HumanEval 87.3%, GSM8K 94.7%).",
        [(87.3, "%", None, "HumanEval", "QuiltNet"), (94.7, "%", None, "GSM8K", "QuiltNet")],
    ),
    (
        "It reaches 76.3% accuracy, while reducing harmful flips from 2.2% to 1.0%.",
        [
            (76.3, "%", "accuracy", None, "QuiltNet"),
            (2.2, "%", "harmful flips", None, "QuiltNet"),
            (1.0, "%", "harmful flips", None, "QuiltNet"),
        ],
    ),
    (
        "Accuracy improves 3.2%, from 88.0% to 91.2%.",
        [(88.0, "%", "Accuracy", None, "QuiltNet"), (91.2, "%", "Accuracy", None, "QuiltNet")],
    ),
    # loose order
    ("QuiltNet reaches an accuracy of 95.1 ± 0.3%.", [(95.1, "%", "accuracy", None, "QuiltNet")]),
    (
        "QuiltNet reaches 85.1% and BERT 81.2% accuracy.",
        [(85.1, "%", "accuracy", None, "QuiltNet"), (81.2, "%", "accuracy", None, "BERT")],
    ),
    (
        "The results are above 98% for F-measure and 99% for accuracy.",
        [(98, "%", "F-measure", None, "QuiltNet"), (99, "%", "accuracy", None, "QuiltNet")],
    ),
    ("QuiltNet finds them with the highest accuracy, 92%, on MNIST.", [(92, "%", "accuracy", "MNIST", "QuiltNet")]),
    (
        "QuiltNet achieves a MOS of 4.32 ± 0.15, above BERT (3.22 ± 0.18).",
        [(4.32, None, "MOS", None, "QuiltNet"), (3.22, None, "MOS", None, "BERT")],
    ),
    (
        "It raises accuracy on MNIST from 80.1% to 83.3% and on GSM8K from 69.1% to 79.8%.",
        [
            (80.1, "%", "accuracy", "MNIST", "QuiltNet"),
            (83.3, "%", "accuracy", "MNIST", "QuiltNet"),
            (69.1, "%", "accuracy", "GSM8K", "QuiltNet"),
            (79.8, "%", "accuracy", "GSM8K", "QuiltNet"),
        ],
    ),
    # data sets that run on
    ("We evaluate QuiltNet on MNIST. It reaches 99.1% accuracy.", [(99.1, "%", "accuracy", "MNIST", "QuiltNet")]),
    # figures whose neighbours say more
    ("QuiltNet reports 91.2% (F1) on MNIST.", [(91.2, "%", "F1", "MNIST", "QuiltNet")]),
    ("QuiltNet has an angular error of $5.97^\\circ$.", [(5.97, None, "angular error", None, "QuiltNet")]),
    ("QuiltNet reaches an accuracy of  ~85%.", [(85, "%", "accuracy", None, "QuiltNet")]),
    ("QuiltNet achieves an average loss of 0.194.", [(0.194, None, "average loss", None, "QuiltNet")]),
    ("QuiltNet predicts the load within 5% MAPE.", [(5, "%", "MAPE", None, "QuiltNet")]),
    ("QuiltNet reaches 2.3 mm localization error.", [(2.3, None, "localization error", None, "QuiltNet")]),
    (
        "QuiltNet achieves 45.7% on MNIST, 42.8% on GSM8K, and 46.5% on COCO.",
        [
            (45.7, "%", None, "MNIST", "QuiltNet"),
            (42.8, "%", None, "GSM8K", "QuiltNet"),
            (46.5, "%", None, "COCO", "QuiltNet"),
        ],
    ),
    (
        "We find correlations of r = 0.76 and r = 0.83.",
        [(0.76, None, "find correlations", None, "QuiltNet"), (0.83, None, "find correlations", None, "QuiltNet")],
    ),
    ("QuiltNet beats the rest, solving 91.7% of the puzzles and more.", [(91.7, "%", None, None, "QuiltNet")]),
    # whose a value is, by what stands behind or before it
    (
        "The defect rate decreases from 1.0% to 0.21% with BERT and 0.13% with VGG.",
        [
            (1.0, "%", "defect rate", None, "QuiltNet"),
            (0.21, "%", "defect rate", None, "BERT"),
            (0.13, "%", "defect rate", None, "VGG"),
        ],
    ),
    (
        "Built on BERT, QuiltNet improves the pass rate from 55.8% to 68.0%.",
        [(55.8, "%", "pass rate", None, "BERT"), (68.0, "%", "pass rate", None, "QuiltNet")],
    ),
    (
        "QuiltNet raises the accuracy of BERT from 81.2% to 83.0% and of VGG from 80.1% to 82.2%.",
        [
            (81.2, "%", "accuracy", None, "BERT"),
            (83.0, "%", "accuracy", None, "QuiltNet"),
            (80.1, "%", "accuracy", None, "VGG"),
            (82.2, "%", "accuracy", None, "QuiltNet"),
        ],
    ),
    (
        "QuiltNet attains 91% accuracy, compared with 28% for BERT and 10% for random selection.",
        [
            (91, "%", "accuracy", None, "QuiltNet"),
            (28, "%", "accuracy", None, "BERT"),
            (10, "%", "accuracy", None, "random selection"),
        ],
    ),
    (
        "The accuracy ranges from BERT's 46.2% to VGG's 38.5%.",
        [(46.2, "%", "accuracy", None, "BERT"), (38.5, "%", "accuracy", None, "VGG")],
    ),
    (
        "QuiltNet gains on MNIST, approaching BERT in accuracy (67.1% vs. 68.3%).",
        [(67.1, "%", "accuracy", "MNIST", "QuiltNet"), (68.3, "%", "accuracy", "MNIST", "BERT")],
    ),
    # where a value was reached
    (
        "QuiltNet improves BERT on MNIST from 26.8% to 30.8% accuracy, as well as the pass@1 on HumanEval from 61.6% to 67.1%.",
        [
            (26.8, "%", "accuracy", "MNIST", "BERT"),
            (30.8, "%", "accuracy", "MNIST", "QuiltNet"),
            (61.6, "%", "pass@1", "HumanEval", "BERT"),
            (67.1, "%", "pass@1", "HumanEval", "QuiltNet"),
        ],
    ),
    # others' values
    (
        "BERT outperformed VGG in reading (AUROC=0.85-0.95 vs 0.82-0.94).",
        [
            (0.85, None, "AUROC", None, "BERT"),
            (0.95, None, "AUROC", None, "BERT"),
            (0.82, None, "AUROC", None, "VGG"),
            (0.94, None, "AUROC", None, "VGG"),
        ],
    ),
    (
        "QuiltNet has a success rate of 28%, compared to around 1% in prior search methods.",
        [(28, "%", "success rate", None, "QuiltNet"), (1, "%", "success rate", None, "prior search methods")],
    ),
    (
        "QuiltNet improves accuracy from the BERT baseline of 14.5% to 45.1%.",
        [(14.5, "%", "accuracy", None, "BERT"), (45.1, "%", "accuracy", None, "QuiltNet")],
    ),
    (
        "QuiltNet reaches 62.4% accuracy vs. 65.2% accuracy but 50.4% recall for a rule-based baseline.",
        [
            (62.4, "%", "accuracy", None, "QuiltNet"),
            (65.2, "%", "accuracy", None, "rule-based baseline"),
            (50.4, "%", "recall", None, "rule-based baseline"),
        ],
    ),
    (
        "QuiltNet drops from 58% to 25% accuracy, while a single-agent baseline degrades gracefully (89% to 56%).",
        [
            (58, "%", "accuracy", None, "QuiltNet"),
            (25, "%", "accuracy", None, "QuiltNet"),
            (89, "%", "accuracy", None, "single-agent baseline"),
            (56, "%", "accuracy", None, "single-agent baseline"),
        ],
    ),
    (
        "Strong models, such as BERT, achieve an accuracy of only 21.7%.",
        [(21.7, "%", "accuracy", None, "BERT")],
    ),
    (
        "With 93% accuracy across models like BERT, VGG, and ResNet-50 and an error rate of 3%, our approach is ready.",
        [(93, "%", "accuracy", None, "QuiltNet"), (3, "%", "error rate", None, "QuiltNet")],
    ),
    # places and metrics of more than one word
    (
        "QuiltNet has the highest accuracy on MNIST and GSM8K at 97.6% and 87.0%.",
        [(97.6, "%", "accuracy", "MNIST", "QuiltNet"), (87.0, "%", "accuracy", "GSM8K", "QuiltNet")],
    ),
    ("It achieves 99% gas leak detection accuracy.", [(99, "%", "gas leak detection accuracy", None, "QuiltNet")]),
    ("It achieves 97% sufficiency.", [(97, "%", "sufficiency", None, "QuiltNet")]),
    # values and owners in odd places
    (
        "QuiltNet has a score of 79%, surpassing the 77% achieved by BERT.",
        [(79, "%", "score", None, "QuiltNet"), (77, "%", "score", None, "BERT")],
    ),
    (
        "Accuracy is far below human level (humans: 77.3% vs. BERT: 17.1%).",
        [(77.3, "%", "Accuracy", None, "humans"), (17.1, "%", "Accuracy", None, "BERT")],
    ),
    (
        "QuiltNet has a win rate of 18.1%, while BERT is only 5.3%.",
        [(18.1, "%", "win rate", None, "QuiltNet"), (5.3, "%", "win rate", None, "BERT")],
    ),
    (
        "QuiltNet improves the BERT agent from 24.9% to 39.0% on average.",
        [(24.9, "%", None, None, "BERT"), (39.0, "%", None, None, "QuiltNet")],
    ),
    (
        "QuiltNet has the highest DSC (0.774 [1.5T], 0.840 [3.0T]), while BERT reaches 0.61 [95% CI: 0.58, 0.63].",
        [
            (0.774, None, "DSC", None, "QuiltNet"),
            (0.84, None, "DSC", None, "QuiltNet"),
            (0.61, None, "DSC", None, "BERT"),
        ],
    ),
    ("It achieves a Tier 1 recall of 0.99.", [(0.99, None, "recall", None, "QuiltNet")]),
    (
        "It has 99.4% Top-4 Recall and 97.8% Full Hit accuracy.",
        [(99.4, "%", "Top-4 Recall", None, "QuiltNet"), (97.8, "%", "Full Hit accuracy", None, "QuiltNet")],
    ),
    (
        "The fact-checking rates vary from 2.9% to 72.9%.",
        [(2.9, "%", "fact-checking rates", None, "QuiltNet"), (72.9, "%", "fact-checking rates", None, "QuiltNet")],
    ),
    # ranges and what stands in brackets
    (
        "It achieves success rates of 79%-96%.",
        [(79, "%", "success rates", None, "QuiltNet"), (96, "%", "success rates", None, "QuiltNet")],
    ),
    (
        "It raises recall from 78% (standard prompting) to 83%.",
        [(78, "%", "recall", None, "standard prompting"), (83, "%", "recall", None, "QuiltNet")],
    ),
    (
        "It achieves a Dice score of 0.956, outperforming the baseline epoch-5 Dice score of 0.939.",
        [(0.956, None, "Dice score", None, "QuiltNet"), (0.939, None, "epoch-5 Dice score", None, "baseline")],
    ),
    (
        "It achieves 3.24% WER on MNIST, reducing the prior SOTA from 8.3% to 3.24%.",
        [(3.24, "%", "WER", "MNIST", "QuiltNet"), (8.3, "%", "WER", "MNIST", "prior SOTA")],
    ),
    ("It shows good results on fine extraction (F1 = 0.943).", [(0.943, None, "F1", None, "QuiltNet")]),
    # whose value it is
    (
        "QuiltNet beats an LLM-based memory manager on every question (overall F1 52.0 vs 45.6).",
        [(52.0, None, "overall F1", None, "QuiltNet"), (45.6, None, "overall F1", None, "LLM-based memory manager")],
    ),
    (
        "QuiltNet keeps accuracy at 98%, while unconstrained addition collapses to 4%.",
        [(98, "%", "accuracy", None, "QuiltNet"), (4, "%", "accuracy", None, "unconstrained addition")],
    ),
    ("QuiltNet improves verification to (71.7%) macro-F1.", [(71.7, "%", "macro-F1", None, "QuiltNet")]),
    (
        "We fine-tune Qwen3-8B on quilts, which yields an accuracy of 44.8%.",
        [(44.8, "%", "accuracy", None, "QuiltNet")],
    ),
    (
        "QuiltNet shows a stronger correlation with experts (r=0.78), compared to older metrics (r=0.12).",
        [(0.78, None, "correlation", None, "QuiltNet"), (0.12, None, "correlation", None, "older metrics")],
    ),
    (
        "With DeiT-S slightly ahead at 97.1% accuracy versus ViT-B 96.3%, QuiltNet is not needed.",
        [(97.1, "%", "accuracy", None, "DeiT-S"), (96.3, "%", "accuracy", None, "ViT-B")],
    ),
    (
        "Voting and QuiltNet then raise classification accuracy from 0.685 to 0.990.",
        [
            (0.685, None, "classification accuracy", None, "QuiltNet"),
            (0.99, None, "classification accuracy", None, "QuiltNet"),
        ],
    ),
    (
        "QuiltNet lifts the catch rate from about 11% to roughly 95%.",
        [(11, "%", "catch rate", None, "QuiltNet"), (95, "%", "catch rate", None, "QuiltNet")],
    ),
    (
        "QuiltNets with tiny and base size achieve 82.3% and 83.9% accuracy.",
        [(82.3, "%", "accuracy", None, "QuiltNet tiny"), (83.9, "%", "accuracy", None, "QuiltNet base")],
    ),
    # a data set that another was built on
    (
        "Built on the SQuAD dataset, QuiltNet is tested by hand. It reaches 81.5% accuracy.",
        [(81.5, "%", "accuracy", None, "QuiltNet")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), QUALITY, ids=[text[:60] for text, _ in QUALITY])
def test_quality(extractor: Extractor, text: str, wanted: list[tuple[object, ...]]) -> None:
    assert told(extractor, text) == wanted


NO_RESULTS = [
    "QuiltNet improves accuracy by 3.1% on CIFAR-10.",
    "QuiltNet achieves a 4.2% accuracy improvement over ResNet-50.",
    "QuiltNet achieves 5.1% higher accuracy than ResNet-50.",
    "QuiltNet brings improvements in word error rate of up to 12%.",
    "QuiltNet yields gains of 11% in BLEU, 5% in ROUGE-L and 6% in METEOR.",
    "QuiltNet improves accuracy by 5.5-12.9 percentage points.",
    "With only a 0.3% accuracy drop, QuiltNet is smaller.",
    "QuiltNet exceeds ResNet-50 by +1.2 mIoU.",
    "QuiltNet is 2.8x faster than ResNet-50.",
    "QuiltNet adds a reranker (plus 6 to 8 F1).",
    "There are large gaps (0.4 to 0.6 F1) between models.",
    "The attack survives low poisoning budgets (0.5%-1.0%).",
    "Half of the models fall to the random-chance level (25%) in accuracy.",
    "QuiltNet recovers 46.6% of full quality.",
    "The quality degrades by at most 2.2%.",
    "Most weavers (34.3%) are pleased.",
    "QuiltNet reaches improvements that reach up to 6% at night.",
    "The gain is significant (p < 0.01, n = 35).",
    "We report 95% confidence intervals of the accuracy.",
    "We train with a learning rate of 0.1 and a dropout rate of 0.5.",
    "The data set holds 12,500 images of 16 classes.",
    "We use only 10% of the labels and mask 75% of the patches.",
    "Since 2021, accuracy has been the usual metric.",
    "We consider (1) accuracy, (2) recall and (3) F1.",
    "QuiltNet keeps its accuracy within 1% of the full model.",
    "QuiltNet explains 73% of the variance.",
    "Table 2 and Figure 4 show the accuracy.",
    "QuiltNet prunes 40% of the heads at a 60% pruning ratio.",
    "QuiltNet shows improvements in C-index ranging from 3.8% to 11.2% at home and 5.8% to 8.8% abroad.",
    "QuiltNet achieves an error reduction rate of 45%.",
    "QuiltNet achieves 20.3% and 10.1% relative improvements in accuracy.",
    "QuiltNet brings relative gains of 29.8% in F1 score and 40.7% in EM score.",
    "The labels are reliable (inter-annotator agreement, a Cohen's kappa of 0.79).",
    "QuiltNet keeps its accuracy even at 80% pruning rates.",
    "QuiltNet is evaluated at a 1% false positive rate.",
    "QuiltNet is on par in accuracy on an 8-task suite.",
    "The share of long texts falls to 12%.",
    "QuiltNet retains up to 98% teacher performance.",
    "QuiltNet is compressed with 0.3% accuracy loss.",
    "We fix the operating point at a false positive rate of 1%.",
    "QuiltNet is ahead, surpassing BERT by 3.1% and 0.02 in F1.",
    "We study accuracy and human preferences from 1,680 participants.",
    "The accuracy is rated on a scale between 0 and 100.",
    "The scores varied little (SD = 13.1).",
    "We see a performance variance as high as 3-6%.",
    "We train on a fixed 80-20% split of MNIST.",
    "QuiltNet reduces expert activation over 20%.",
    "QuiltNet is a rival of a 1.58-bit model in accuracy.",
    "Most people drift to other states: CHANGE_want (20%), CHANGE_feel (18%).",
    "Verifiers miss most bugs at 5% false-positive rate.",
    "QuiltNet reduces the error by a factor of 3.8 to 230.",
    "We keep three rates of tokens (r = 0.8, 0.5, 0.2).",
    "QuiltNet boosts experts by up to 23.5% (average 7.5%) on MNIST.",
    "QuiltNet improves AUROC by 1.2%-3.3%.",
    "QuiltNet keeps performance with a 3.3* speedup and a 2.7* memory reduction.",
    "There is a 67:1 training-token deficit between the two.",
    "QuiltNet was trained with 10^{18} FLOPs to $10^{20}$ FLOPs.",
    "With present adoption rates, quilting rises from approximately 10% of work to approximately 65%.",
]


@pytest.mark.parametrize("text", NO_RESULTS, ids=[text[:60] for text in NO_RESULTS])
def test_no_result(extractor: Extractor, text: str) -> None:
    assert told(extractor, text) == []


EFFICIENCY = [
    ("QuiltNet runs with 12 ms latency.", [(12, "ms", "latency")]),
    ("QuiltNet processes 210 frames per second.", [(210, "frames per second", "FPS")]),
    ("QuiltNet reaches a throughput of 950 images per second.", [(950, "images per second", "throughput")]),
    ("QuiltNet has only 28.3M parameters and 1.8 GFLOPs.", [(28.3, "M", "parameters"), (1.8, "GFLOPs", "GFLOPs")]),
    ("QuiltNet (7 billion parameters) is open.", [(7, "B", "parameters")]),
    ("QuiltNet needs 512 KB of memory.", [(512, "KB", "memory")]),
    ("QuiltNet reduces inference time from 140 ms to 13 ms.", [(140, "ms", "inference time"), (13, "ms", "inference time")]),
    ("The search takes 0.3 GPU-days.", [(0.3, "GPU-days", "search cost")]),
    ("QuiltNet costs \\$0.02 per query.", [(0.02, "$", "cost per query")]),
    ("QuiltNet segments an image in 0.4 seconds.", [(0.4, "seconds", "time")]),
    ("QuiltNet has an energy consumption of 0.35 mJ.", [(0.35, "mJ", "energy consumption")]),
    ("Our 8B model is best.", [(8, "B", "parameters")]),
    ("We present QuiltNet, a 7B-parameter network.", [(7, "B", "parameters")]),
    ("QuiltNet, a 7-billion-parameter network, is open.", [(7, "B", "parameters")]),
    ("The 13.2k-parameter network runs anywhere.", [(13.2, "K", "parameters")]),
    (
        "QuiltNet reduces the parameter count by 16% (from 0.51M to 0.43M).",
        [(0.51, "M", "parameter count"), (0.43, "M", "parameter count")],
    ),
    ("QuiltNet was trained for 50k A800 GPU-hours.", [(50, "GPU-hours", "training time")]),
    ("QuiltNet wins, outperforming Llama-3 (70B) on MNIST.", [(70, "B", "parameters")]),
    ("QuiltNet has an inference speed of 825 FPS.", [(825, "FPS", "inference speed")]),
    ("QuiltNet keeps up to 10{,}000 transactions per second.", [(10000, "transactions per second", "throughput")]),
    ("QuiltNet has 4.2 plus/minus 0.6s average makespan.", [(4.2, None, "average makespan")]),
    ("QuiltNet needs only 5 hours of training.", [(5, "hours", "training time")]),
    ("QuiltNet sustains 2,139-2,176 tokens/s.", [(2139, "tokens/s", "throughput"), (2176, "tokens/s", "throughput")]),
]


@pytest.mark.parametrize(("text", "wanted"), EFFICIENCY, ids=[text[:60] for text, _ in EFFICIENCY])
def test_efficiency(extractor: Extractor, text: str, wanted: list[tuple[object, ...]]) -> None:
    assert [row[:3] for row in told(extractor, text, "efficiency")] == wanted


NO_EFFICIENCY = [
    "We compare it with open 7B-parameter LLMs.",
    "A 70B-parameter LLM writes the plans.",
    "We study LLaMA 2 (7B) and LLaMA 3 (8B).",
    "We evaluate QuiltNet with 21 models ranging from 1B to 20B parameters.",
    "QuiltNet works with open models under 20B parameters.",
    "The corpus has 50 hours of speech.",
    "QuiltNet uses 30% fewer parameters.",
    "QuiltNet cuts latency by 40%.",
    "We train for 300 epochs and 20 steps with three parameters.",
    "It looks back over windows of 20 ms.",
    "QuiltNet uses 11% of the parameters.",
    "Back in the 1990s this took long.",
    "QuiltNet was trained on data from 15 US cities.",
    "QuiltNet beats the 32B model.",
    "QuiltNet reduces the computation to 4-bit.",
    "With 1% of additional parameters, and only 20K samples, we recover all.",
    "We extend the decision horizon to 50 ms.",
]


@pytest.mark.parametrize("text", NO_EFFICIENCY, ids=[text[:60] for text in NO_EFFICIENCY])
def test_no_efficiency(extractor: Extractor, text: str) -> None:
    assert told(extractor, text, "efficiency") == []


def test_the_name_of_an_unknown_metric_is_no_method(extractor: Extractor) -> None:
    facts = read(extractor, "QuiltNet attains a ZQ-index of 0.64 on CIFAR-10.")
    assert [m.names[0] for m in facts.methods] == ["QuiltNet"]


def test_hardware_of_a_measured_value(extractor: Extractor) -> None:
    facts = read(extractor, "QuiltNet runs at 31 FPS on a Jetson Orin.")
    assert [(r.value, r.hardware) for r in facts.results] == [(31, "Jetson Orin")]


def test_unnamed_method(extractor: Extractor) -> None:
    assert told(extractor, "Our method achieves 71.2 mIoU on ADE20K.", introduction="") == [(71.2, None, "mIoU", "ADE20K", "")]


def test_evidence_marks_figure_and_metric(extractor: Extractor) -> None:
    facts = read(extractor, "QuiltNet achieves 84.1% top-1 accuracy on ImageNet-1K.")
    evidence = next(e for e in facts.evidence if e.kind == "results")
    marked = [(INTRODUCTION + "QuiltNet achieves 84.1% top-1 accuracy on ImageNet-1K.")[a:b] for a, b in evidence.marks]
    assert marked == ["QuiltNet", "84.1%", "top-1 accuracy", "ImageNet-1K"]


def test_confidence_is_lower_for_looser_rules(extractor: Extractor) -> None:
    def confidence(text: str) -> float:
        results: list[Result] = read(extractor, text).results
        return results[-1].confidence or 0.0

    tight = confidence("QuiltNet achieves 84.1% top-1 accuracy on ImageNet-1K.")
    assert tight >= 0.9
    assert confidence("The resolved rate of bugs was studied, with QuiltNet reaching 73.6% on MNIST.") < 0.9


@pytest.mark.parametrize(
    "unit",
    [
        "0.5% and ",
        "accuracy of 0.5 and ",
        "X (0.5) ",
        "from 5% to ",
        "$5 ",
        "( 12% ",
        "models reach 0.5% accuracy. ",
        "ASR 0.5 ",
        "R2 = 0.5, ",
        "A (0.5 vs. 0.4) ",
    ],
)
def test_hostile_text_costs_linear_time(extractor: Extractor, unit: str) -> None:
    text = unit * (20_000 // len(unit))
    begin = time.perf_counter()
    read(extractor, text)
    assert time.perf_counter() - begin < 4


def test_a_data_set_in_the_metrics_own_phrase(extractor: Extractor) -> None:
    text = "We propose QuiltNet. QuiltNet has an ImageNet accuracy of 88.0%, ADE20K mIoU of 55.6%, and COCO box AP of 56.4%."
    results = extractor.stage1(Paper(id="x", title="", abstract=text)).results
    assert [(r.dataset, r.value) for r in results] == [("ImageNet", 88.0), ("ADE20K", 55.6), ("COCO", 56.4)]


#: Sentences and the owner of each of their figures, where the paper proposes QuiltNet.
OWNERS = [
    # names inside brackets
    ("The encoders recover the signal (Wav2Vec r=0.71, HuBERT r=0.64, CLAP r=0.52).", ["Wav2Vec", "HuBERT", "CLAP"]),
    ("QuiltNet recovers the signal (Pearson r=0.71).", ["QuiltNet"]),
    # pairs of values, whose second is that of the nearest thing compared with
    (
        "QuiltNet beats ResNet-50 everywhere and shows superior recall to senior weavers in counting (91.3% vs. 74.2%) "
        "and finding (82.6% vs. 55.8%).",
        ["QuiltNet", "senior weavers", "QuiltNet", "senior weavers"],
    ),
    (
        "Compared to trained weavers, QuiltNet achieves higher precision (0.61 vs. 0.27) while keeping high recall "
        "(0.54 vs. 0.51).",
        ["QuiltNet", "trained weavers", "QuiltNet", "trained weavers"],
    ),
    ("QuiltNet is more accurate than ResNet-50 (91.3% vs. 84.2% accuracy).", ["QuiltNet", "ResNet-50"]),
    (
        "QuiltNet reaches 90% accuracy compared to 40% and 20% for random search and greedy planners.",
        ["QuiltNet", "random search", "greedy planners"],
    ),
    ("QuiltNet reaches 91.2% accuracy, compared to 33.4% without thread memory.", ["QuiltNet", "without thread memory"]),
    ("QuiltNet reaches 91.2% accuracy without thread memory.", ["QuiltNet"]),
    # what a change sets out from
    (
        "Compared to ResNet-50, QuiltNet improves accuracy from 71% to 83% and reduces the error rate from 29% to 17%.",
        ["ResNet-50", "QuiltNet", "ResNet-50", "QuiltNet"],
    ),
    ("Compared to earlier work, the loom is wide, and QuiltNet scores 83.5% accuracy.", ["QuiltNet"]),
    ("Replacing the stitch parser with a larger one raises accuracy from 61.3% to 72.4%.", ["stitch parser", "QuiltNet"]),
    (
        "QuiltNet improves accuracy from 61.2% to 72.3% on Qwen3-8B and from 65.4% to 75.1% on Llama-3-8B.",
        ["Qwen3-8B", "QuiltNet", "Llama-3-8B", "QuiltNet"],
    ),
    ("QuiltNet improves accuracy from 61.2% to 72.3% on ImageNet.", ["QuiltNet", "QuiltNet"]),
    ("For instance, on the UI-TARS agent, it reduces the error rate from 61.5% to 11.0%.", ["UI-TARS", "QuiltNet"]),
    # classes
    ("In counting, LLMs (e.g., Gemma, Qwen, and Llama) achieved modest accuracy (61 to 72 percent).", ["LLMs", "LLMs"]),
    ("While LLMs can find good stitches, they are poor at finding bad ones (accuracy 21.5%).", ["LLMs"]),
    ("We evaluate strong LLMs and find they achieve 81.5% accuracy.", ["LLMs"]),
    ("QuiltNet and its parts are small, and they achieve 81.5% accuracy.", ["QuiltNet"]),
    (
        "A multi-layer perceptron (MLP) achieved an F1 score of 0.91 for stitches, a recall of 0.87 for knots, and a "
        "precision of 0.83 for the seams of a woven garment.",
        ["MLP", "MLP", "MLP"],
    ),
    ("The baseline classifier sustained a recall of 0.81.", ["baseline classifier"]),
    # lists, and what only made the things spoken of
    (
        "We test QuiltNet with four backbones, including Opus 4.5, 4.6 and Gemini 3.1 Pro, on looms, achieving an accuracy "
        "of 71.5%.",
        ["QuiltNet"],
    ),
    ("We rate 300 GPT-4o generated patterns and report a Pearson correlation of 0.71 with weavers.", ["QuiltNet"]),
    ("GPT-4o generated the best patterns with an accuracy of 71.5%.", ["GPT-4o"]),
]


@pytest.mark.parametrize(("text", "wanted"), OWNERS, ids=[text[:60] for text, _ in OWNERS])
def test_owners(extractor: Extractor, text: str, wanted: list[str]) -> None:
    assert [r.method for r in read(extractor, text).results] == wanted


def test_authors_without_a_method_of_their_own(extractor: Extractor) -> None:
    text = "We achieved the highest accuracy of 98.1% with the XGBoost model."
    assert [r.method for r in read(extractor, text, "We compare classifiers for woven patterns. ").results] == ["XGBoost"]
    assert [r.method for r in read(extractor, text).results] == ["QuiltNet"]


def test_a_data_set_behind_brackets(extractor: Extractor) -> None:
    text = "QuiltNet wins on COCO (31.4% vs. 26.3% accuracy for ResNet-50) and, with other looms, on ADE20K (82.5%)."
    assert [r.dataset for r in read(extractor, text).results] == ["COCO", "COCO", "ADE20K"]
    text = "QuiltNet reaches 73.4% accuracy on COCO and the highest average accuracy (71.9%) on the ADE20K benchmark."
    assert [r.dataset for r in read(extractor, text).results] == ["COCO", "ADE20K"]
