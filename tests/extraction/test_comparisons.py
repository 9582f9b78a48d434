"""Who beats whom: one sentence that must match and one that must not for each construction. All sentences are invented."""

from __future__ import annotations

from typing import Any

import pytest

from papergraph.extraction import Extractor
from papergraph.model import Comparison, Facts, Paper

INTRODUCTION = "We propose QuiltNet, a novel backbone. "


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str, introduction: str = INTRODUCTION) -> Facts:
    return extractor.stage1(Paper(id="x", title="", abstract=introduction + text))


def fits(c: Comparison, wanted: dict[str, Any]) -> bool:
    return all(getattr(c, key) == value for key, value in wanted.items())


#: Sentence -> comparisons, each as (winner, loser) and what else must hold.
MATCHES: list[tuple[str, list[tuple[str, str, dict[str, Any]]]]] = [
    (
        "QuiltNet beats MAE by 0.3% accuracy on CIFAR-10, 1.7 mIoU on ADE20K and 0.9 AP on COCO, and it outperforms Swin-T.",
        [
            ("QuiltNet", "MAE", {"delta": 0.3, "dataset": "CIFAR-10"}),
            ("QuiltNet", "MAE", {"delta": 1.7, "dataset": "ADE20K", "metric": "mIoU"}),
            ("QuiltNet", "MAE", {"delta": 0.9, "dataset": "COCO", "metric": "AP"}),
            ("QuiltNet", "Swin-T", {"winner_value": None}),
        ],
    ),
    (
        "For instance, on a tuned UI-TARS system, QuiltNet reduces the error rate from 66.5% to 13.0%.",
        [("QuiltNet", "UI-TARS", {"type": "improves", "winner_value": 13.0, "loser_value": 66.5})],
    ),
    ("For instance, on a tuned UI-TARS system, QuiltNet reduces the accuracy from 66.5% to 13.0%.", []),
    (
        "QuiltNet beats strong baselines, including win-rate gains of 28.3% and 8.6% on GPT-4o and Llama-3-8B, respectively.",
        [("QuiltNet", "GPT-4o", {"delta": 28.3, "type": "improves"}), ("QuiltNet", "Llama-3-8B", {"delta": 8.6})],
    ),
    (
        "QuiltNet retains 97% of GPT-4o's average performance with 50x less compute.",
        [("QuiltNet", "GPT-4o", {"kind": "efficiency", "delta": "50x", "metric": "compute"})],
    ),
    ("QuiltNet retains 97% of GPT-4o's average performance on long texts.", []),
    (
        "QuiltNet matches systems like GPT-4o and Claude 3.5 Sonnet while offering superior cost-effectiveness.",
        [
            ("QuiltNet", "GPT-4o", {"metric": "cost-effectiveness", "kind": "efficiency"}),
            ("QuiltNet", "Claude 3.5 Sonnet", {"metric": "cost-effectiveness"}),
        ],
    ),
    ("QuiltNet improves the F1 score over our reproduced DeiT-S baseline.", [("QuiltNet", "DeiT-S", {})]),
    ("GPT-4o lags behind human experts in drawing maps.", [("human experts", "GPT-4o", {})]),
    ("GPT-4o lags behind in drawing maps.", []),
    (
        "Results show that, compared to DeiT-S, QuiltNet reduces latency by 30%.",
        [("QuiltNet", "DeiT-S", {"kind": "efficiency"})],
    ),
    (
        "We see that, compared with the ResNet-50 baseline, QuiltNet cuts the parameter count by 20% (from 0.50M to 0.40M).",
        [("QuiltNet", "ResNet-50", {"delta": "20%", "winner_value": 0.4, "loser_value": 0.5, "kind": "efficiency"})],
    ),
    ("Against a tuned XGBoost model, QuiltNet uses 40% fewer tokens.", [("QuiltNet", "XGBoost", {"kind": "efficiency"})]),
    ("QuiltNet improves accuracy and robustness over the Swin-T baseline.", [("QuiltNet", "Swin-T", {"type": "outperforms"})]),
    ("QuiltNet achieves 81.2% accuracy, improving on the frozen Swin-T baseline.", [("QuiltNet", "Swin-T", {})]),
    ("QuiltNet decodes with 900 output tokens, about 3x fewer than GPT-4o.", [("QuiltNet", "GPT-4o", {"delta": "3x"})]),
    ("The error of QuiltNet is 2.5x lower than XGBoost.", [("QuiltNet", "XGBoost", {"metric": "error"})]),
    ("QuiltNet separates noise more effectively compared to GELU.", []),
    ("QuiltNet reduces variance more effectively compared to GELU.", [("QuiltNet", "GELU", {})]),
    ("QuiltNet achieves best-in-class performance compared to models such as GPT-4o.", [("QuiltNet", "GPT-4o", {})]),
    ("Swin-T yields suboptimal performance compared to ResNet-50.", [("ResNet-50", "Swin-T", {})]),
    (
        "QuiltNet reaches 62.3% accuracy on ADE20K, 10.7 points above Swin-T.",
        [("QuiltNet", "Swin-T", {"delta": 10.7, "winner_value": 62.3, "metric": "accuracy", "dataset": "ADE20K"})],
    ),
    ("QuiltNet has a 2.0% error rate, 3.1 points below Swin-T.", [("QuiltNet", "Swin-T", {"delta": 3.1})]),
    ("QuiltNet reaches 40% accuracy, 12 points below Swin-T.", [("Swin-T", "QuiltNet", {"delta": 12.0})]),
    (
        "QuiltNet beats existing models (76.7% vs. 53.3% for ResNet-50 and 24.4% for VGG-16).",
        [
            ("QuiltNet", "ResNet-50", {"winner_value": 76.7, "loser_value": 53.3}),
            ("QuiltNet", "VGG-16", {"winner_value": 76.7, "loser_value": 24.4}),
        ],
    ),
    (
        "The adapters transfer, improving Qwen2.5-7B (+5.0) and Llama-3-8B (+6.0).",
        [("QuiltNet", "Qwen2.5-7B", {"type": "improves", "delta": 5.0}), ("QuiltNet", "Llama-3-8B", {"delta": 6.0})],
    ),
    (
        "QuiltNet improves accuracy from 38.1 to 51.4 on Qwen3-4B and from 45.4 to 55.5 on Qwen3-8B.",
        [
            ("QuiltNet", "Qwen3-4B", {"type": "improves", "winner_value": 51.4, "loser_value": 38.1}),
            ("QuiltNet", "Qwen3-8B", {"type": "improves", "winner_value": 55.5, "loser_value": 45.4}),
        ],
    ),
    (
        "QuiltNet reduces OpenVLA's failure rate from 90% to 28%.",
        [("QuiltNet", "OpenVLA", {"type": "improves", "winner_value": 28.0, "loser_value": 90.0})],
    ),
    ("QuiltNet reduces OpenVLA's success rate from 90% to 28%.", []),
    (
        "Applied to a fine-tuned Qwen3-8B, QuiltNet improves its accuracy from 44.0% to 51.2%.",
        [("QuiltNet", "Qwen3-8B", {"type": "improves", "winner_value": 51.2})],
    ),
    ("On Qwen2.5-7B, QuiltNet increases performance of tuned models.", [("QuiltNet", "Qwen2.5-7B", {"type": "improves"})]),
    ("Simply applying QuiltNet to BERT yields significant gains.", [("QuiltNet", "BERT", {"type": "improves"})]),
    ("Applying QuiltNet to BERT yields no gains.", []),
    (
        "It produces roughly one-third as many tokens as Qwen3.5-9B.",
        [("QuiltNet", "Qwen3.5-9B", {"kind": "efficiency", "delta": "one-third", "metric": "tokens"})],
    ),
    ("It produces twice as many tokens as Qwen3.5-9B.", []),
    ("QuiltNet needs only 35% of GPT-4o's memory.", [("QuiltNet", "GPT-4o", {"delta": "35%", "metric": "memory"})]),
    ("QuiltNet recovers 35% of GPT-4o's answers.", []),
    (
        "QuiltNet yields comparable BLEU scores to GPT-4o despite having lower latency.",
        [("QuiltNet", "GPT-4o", {"metric": "latency"})],
    ),
    (
        "It outperforms larger cross-encoders (ResNet-50: 92.0% recall, VGG-16: 90.1% recall) at lower cost.",
        [("QuiltNet", "ResNet-50", {"loser_value": 92.0}), ("QuiltNet", "VGG-16", {"loser_value": 90.1})],
    ),
    (
        "QuiltNet reaches 85.0% accuracy and 76.2% recall, outperforming ResNet-50.",
        [
            ("QuiltNet", "ResNet-50", {"metric": "accuracy", "winner_value": 85.0}),
            ("QuiltNet", "ResNet-50", {"metric": "recall", "winner_value": 76.2}),
        ],
    ),
    (
        "QuiltNet clearly outperforms GPT-4o in terms of naturalness and engagement.",
        [("QuiltNet", "GPT-4o", {"metric": "naturalness"}), ("QuiltNet", "GPT-4o", {"metric": "engagement"})],
    ),
    ("QuiltNet leads ResNet-50 by 2.5 points.", [("QuiltNet", "ResNet-50", {"delta": 2.5})]),
    ("QuiltNet leads to a stronger ResNet-50.", []),
    ("We find that popularity-based ranking outperforms BM25.", []),
    (
        "We compare VGG-16, ResNet-50, and DenseNet-121. DenseNet-121 achieves the highest accuracy of 91.0%.",
        [
            ("DenseNet-121", "VGG-16", {"metric": "accuracy", "winner_value": 91.0}),
            ("DenseNet-121", "ResNet-50", {"metric": "accuracy", "winner_value": 91.0}),
        ],
    ),
    ("We compare VGG-16, ResNet-50, and DenseNet-121. DenseNet-121 achieves the lowest accuracy.", []),
    ("We compare VGG-16, ResNet-50, and DenseNet-121. Combining VGG-16 and DenseNet-121 yields the best accuracy.", []),
    ("QuiltNet outperforms ResNet-50 on CIFAR-10.", [("QuiltNet", "ResNet-50", {"dataset": "CIFAR-10", "kind": "quality"})]),
    (
        "QuiltNet surpasses DeiT-S by 1.2% in top-1 accuracy on ImageNet-1K.",
        [("QuiltNet", "DeiT-S", {"delta": 1.2, "dataset": "ImageNet-1K"})],
    ),
    (
        "Our method exceeds Swin-T and ConvNeXt-T by 0.4 and 0.9 mIoU on ADE20K, respectively.",
        [("QuiltNet", "Swin-T", {"delta": 0.4}), ("QuiltNet", "ConvNeXt-T", {"delta": 0.9})],
    ),
    (
        "It beats Swin-T/ConvNeXt-T by 0.3%/1.1%.",
        [("QuiltNet", "Swin-T", {"delta": 0.3}), ("QuiltNet", "ConvNeXt-T", {"delta": 1.1})],
    ),
    ("The proposed model is superior to MobileNetV3.", [("QuiltNet", "MobileNetV3", {"type": "outperforms"})]),
    ("QuiltNet improves over DeiT-B by 2.1 points.", [("QuiltNet", "DeiT-B", {"type": "outperforms", "delta": 2.1})]),
    ("QuiltNet improves upon MAE on COCO.", [("QuiltNet", "MAE", {"type": "outperforms", "dataset": "COCO"})]),
    ("QuiltNet is 2.8x faster than DeiT-S.", [("QuiltNet", "DeiT-S", {"kind": "efficiency", "delta": "2.8x"})]),
    ("QuiltNet runs 3 times faster than Swin-T.", [("QuiltNet", "Swin-T", {"kind": "efficiency", "delta": "3 times"})]),
    (
        "QuiltNet achieves higher accuracy than Swin-T on CIFAR-100.",
        [("QuiltNet", "Swin-T", {"metric": "accuracy", "kind": "quality"})],
    ),
    ("QuiltNet obtains lower perplexity than GPT-2.", [("QuiltNet", "GPT-2", {"metric": "perplexity", "kind": "quality"})]),
    (
        "QuiltNet needs 4x fewer parameters than ViT-L.",
        [("QuiltNet", "ViT-L", {"kind": "efficiency", "metric": "parameters", "delta": "4x"})],
    ),
    ("QuiltNet reduces FLOPs by 40% compared to DeiT-B.", [("QuiltNet", "DeiT-B", {"kind": "efficiency", "delta": "40%"})]),
    ("QuiltNet cuts peak memory by 30% relative to Swin-B.", [("QuiltNet", "Swin-B", {"kind": "efficiency", "delta": "30%"})]),
    ("Compared with DeiT-S, QuiltNet improves accuracy by 1.5%.", [("QuiltNet", "DeiT-S", {"delta": 1.5})]),
    (
        "QuiltNet reaches 81.4% accuracy on ImageNet, surpassing DeiT-S by 1.6%.",
        [("QuiltNet", "DeiT-S", {"delta": 1.6, "winner_value": 81.4})],
    ),
    (
        "QuiltNet reaches an FID of 2.1 on CIFAR-10, outperforming DDPM (3.2).",
        [("QuiltNet", "DDPM", {"winner_value": 2.1, "loser_value": 3.2})],
    ),
    ("QuiltNet outperforms DDPM on CIFAR-10 (2.1 vs. 3.4).", [("QuiltNet", "DDPM", {"winner_value": 2.1, "loser_value": 3.4})]),
    (
        "QuiltNet outperforms strong baselines such as RoBERTa and DeBERTa.",
        [("QuiltNet", "RoBERTa", {}), ("QuiltNet", "DeBERTa", {})],
    ),
    (
        "QuiltNet outperforms existing methods in terms of F1, including RoBERTa and DeBERTa.",
        [("QuiltNet", "RoBERTa", {}), ("QuiltNet", "DeBERTa", {})],
    ),
    ("DeiT-S is outperformed by QuiltNet.", [("QuiltNet", "DeiT-S", {})]),
    ("DeiT-S falls short of QuiltNet on COCO.", [("QuiltNet", "DeiT-S", {})]),
    ("Swin-T is inferior to QuiltNet.", [("QuiltNet", "Swin-T", {})]),
    ("LayerNorm is slower than BatchNorm.", [("BatchNorm", "LayerNorm", {"kind": "efficiency"})]),
    ("QuiltNet matches Swin-B with 3x fewer parameters.", [("QuiltNet", "Swin-B", {"kind": "efficiency", "delta": "3x"})]),
    (
        "QuiltNet outperforms DeiT-S while using 30% fewer FLOPs.",
        [("QuiltNet", "DeiT-S", {"kind": "quality"}), ("QuiltNet", "DeiT-S", {"kind": "efficiency", "delta": "30%"})],
    ),
    ("QuiltNet yields a 2.3% gain over GPT-4o on MMLU.", [("QuiltNet", "GPT-4o", {"dataset": "MMLU", "delta": 2.3})]),
    ("Experiments show the advantages of QuiltNet over PPO.", [("QuiltNet", "PPO", {})]),
    (
        "QuiltNet outperforms DeiT-S, and beats Swin-T by 0.7%.",
        [("QuiltNet", "DeiT-S", {}), ("QuiltNet", "Swin-T", {"delta": 0.7})],
    ),
    ("QuiltNet improves Swin-T by 1.1% on ImageNet.", [("QuiltNet", "Swin-T", {"type": "improves", "delta": 1.1})]),
    (
        "QuiltNet boosts the accuracy of Llama-3.1-8B on GSM8K from 71.2% to 78.9%.",
        [("QuiltNet", "Llama-3.1-8B", {"type": "improves", "winner_value": 78.9, "loser_value": 71.2})],
    ),
    (
        "QuiltNet accelerates Stable Diffusion by 2.4x.",
        [("QuiltNet", "Stable Diffusion", {"type": "improves", "kind": "efficiency", "delta": "2.4x"})],
    ),
    (
        "QuiltNet brings a 35% reduction in FLOPs on DeiT-B.",
        [("QuiltNet", "DeiT-B", {"type": "improves", "kind": "efficiency", "delta": "35%"})],
    ),
    (
        "When applied to Qwen2.5-7B, QuiltNet improves accuracy by 3.2% on GSM8K.",
        [("QuiltNet", "Qwen2.5-7B", {"type": "improves", "delta": 3.2})],
    ),
    ("Large models (such as GPT-4o and Gemini) outperform BM25.", [("GPT-4o", "BM25", {}), ("Gemini", "BM25", {})]),
    (
        "QuiltNet uses 5.2x fewer FLOPs, runs 4x faster, and achieves 2.5% higher accuracy than DeiT-T.",
        [
            ("QuiltNet", "DeiT-T", {"metric": "accuracy", "delta": 2.5}),
            ("QuiltNet", "DeiT-T", {"metric": "FLOPs", "delta": "5.2x"}),
            ("QuiltNet", "DeiT-T", {"metric": "speed", "delta": "4x"}),
        ],
    ),
    (
        "QuiltNet matches both Swin-B and ConvNeXt-B with 2.0x and 7.1x fewer FLOPs, respectively.",
        [("QuiltNet", "Swin-B", {"delta": "2.0x"}), ("QuiltNet", "ConvNeXt-B", {"delta": "7.1x"})],
    ),
    (
        "QuiltNet (12M) outperforms DeiT-S (22M).",
        [
            ("QuiltNet", "DeiT-S", {"kind": "quality"}),
            ("QuiltNet", "DeiT-S", {"metric": "parameters", "winner_value": 12.0, "loser_value": 22.0}),
        ],
    ),
    (
        "QuiltNet outperforms ResNet101, achieving gains of up to 9.9% in accuracy.",
        [("QuiltNet", "ResNet101", {"delta": 9.9, "metric": "accuracy"})],
    ),
    (
        "The accuracy of MobileNetV3 and ResNet-50 is improved from 75.2% to 79.0% and 79.1% to 83.0%, respectively.",
        [
            ("QuiltNet", "MobileNetV3", {"winner_value": 79.0, "loser_value": 75.2}),
            ("QuiltNet", "ResNet-50", {"winner_value": 83.0}),
        ],
    ),
    (
        "With Qwen2.5-7B, QuiltNet yields improvements of 12.0% on GSM8K.",
        [("QuiltNet", "Qwen2.5-7B", {"type": "improves", "delta": 12.0})],
    ),
    (
        "QuiltNet surpasses AutoTOD by 3.7% on SGD and SimpleTOD by 1.2% on MultiWOZ.",
        [("QuiltNet", "AutoTOD", {"delta": 3.7}), ("QuiltNet", "SimpleTOD", {"delta": 1.2, "dataset": "MultiWOZ"})],
    ),
    ("QuiltNet's fidelity surpasses that of BigGAN.", [("QuiltNet", "BigGAN", {})]),
    ("QuiltNet not only outperforms DeiT-S but is easy to train.", [("QuiltNet", "DeiT-S", {})]),
    (
        "QuiltNet obtains 58.8 F1 on SQuAD, compared to 46.3 for BERT.",
        [("QuiltNet", "BERT", {"winner_value": 58.8, "loser_value": 46.3, "metric": "F1", "dataset": "SQuAD"})],
    ),
    (
        "QuiltNet has a WER of 4.2%, versus 6.3% for Whisper and 7.1% for wav2vec 2.0.",
        [("QuiltNet", "Whisper", {"loser_value": 6.3}), ("QuiltNet", "wav2vec 2.0", {"loser_value": 7.1})],
    ),
    (
        "XGBoost achieved the highest accuracy of 92.1%, followed by ResNet-50 (90.2%).",
        [("XGBoost", "ResNet-50", {"winner_value": 92.1, "loser_value": 90.2})],
    ),
    (
        "It reaches an NDCG@10 of 0.77 (+0.18 over BM25, +0.22 over ColBERT).",
        [
            ("QuiltNet", "BM25", {"delta": 0.18, "metric": "NDCG@10", "winner_value": 0.77}),
            ("QuiltNet", "ColBERT", {"delta": 0.22}),
        ],
    ),
    (
        "QuiltNet has a latency of 120 ms, an 82% reduction over Swin-T.",
        [("QuiltNet", "Swin-T", {"delta": "82%", "metric": "latency", "kind": "efficiency"})],
    ),
    (
        "QuiltNet achieves 75.0% and 80.1% pass@1 on HumanEval, outperforming all open models and even GPT-4.",
        [("QuiltNet", "GPT-4", {"metric": "pass@1", "dataset": "HumanEval"})],
    ),
    (
        "QuiltNet achieves a 6.9x speedup, surpassing EAGLE-3 by 1.9x.",
        [("QuiltNet", "EAGLE-3", {"metric": "speedup", "delta": "1.9x", "kind": "efficiency"})],
    ),
    (
        "QuiltNet outperforms Swin-T on CIFAR-10, yielding an accuracy of 95.2%.",
        [("QuiltNet", "Swin-T", {"metric": "accuracy", "winner_value": 95.2})],
    ),
    (
        "QuiltNet reduces latency and memory by 6.9% and 6.1%, respectively, compared to Swin-T.",
        [("QuiltNet", "Swin-T", {"metric": "latency", "delta": "6.9%"}), ("QuiltNet", "Swin-T", {"metric": "memory"})],
    ),
    (
        "QuiltNet achieves 2.4x higher throughput and 1.3x lower latency than Swin-T.",
        [
            ("QuiltNet", "Swin-T", {"metric": "throughput", "delta": "2.4x", "kind": "efficiency"}),
            ("QuiltNet", "Swin-T", {"metric": "latency", "delta": "1.3x", "kind": "efficiency"}),
        ],
    ),
    (
        "QuiltNet achieves 2.4x higher throughput over Swin-T.",
        [("QuiltNet", "Swin-T", {"metric": "throughput", "delta": "2.4x"})],
    ),
    (
        "QuiltNet surpasses state-of-the-art accelerators (GSCore, GBU, Swin-T) by 2.1%.",
        [("QuiltNet", name, {"delta": 2.1}) for name in ("GSCore", "GBU", "Swin-T")],
    ),
    (
        "QuiltNet outperforms models more than twice its size, such as Molmo-72B and LLaVA-34B.",
        [("QuiltNet", "Molmo-72B", {}), ("QuiltNet", "LLaVA-34B", {})],
    ),
    (
        "QuiltNet improves Llama-3.1-8B by 11.7% on classification and raises its multi-turn score from 7.80 to 7.97.",
        [
            ("QuiltNet", "Llama-3.1-8B", {"type": "improves", "delta": 11.7, "metric": None}),
            ("QuiltNet", "Llama-3.1-8B", {"type": "improves", "winner_value": 7.97, "loser_value": 7.8}),
        ],
    ),
    (
        "When applied to LLaVA-1.5 and Qwen2-VL, QuiltNet yields a 2.5x speedup.",
        [
            ("QuiltNet", "LLaVA-1.5", {"type": "improves", "delta": "2.5x"}),
            ("QuiltNet", "Qwen2-VL", {"type": "improves", "delta": "2.5x"}),
        ],
    ),
    (
        "QuiltNet outperforms LoRA and full fine-tuning by 1.0% and 0.5% on average, respectively.",
        [("QuiltNet", "LoRA", {"delta": 1.0})],
    ),
    (
        "QuiltNet reaches 99% accuracy, a 23.2-point improvement over plain agents (76%) and 21.2 points over BM25.",
        [("QuiltNet", "BM25", {"delta": 21.2})],
    ),
    (
        "QuiltNet achieves $5-10\\times$ faster inference for MAR and FlowAR, while maintaining quality.",
        [
            ("QuiltNet", "MAR", {"type": "improves", "delta": "5-10x", "metric": "speed"}),
            ("QuiltNet", "FlowAR", {"type": "improves", "delta": "5-10x"}),
        ],
    ),
    (
        "QuiltNet surpasses GPT-4o with a 37.4 percent relative accuracy gain on SNLI.",
        [("QuiltNet", "GPT-4o", {"delta": "37.4%", "metric": "accuracy"})],
    ),
    (
        "QuiltNet improves over Swin-T at a fraction of the computational cost.",
        [("QuiltNet", "Swin-T", {"metric": None})],
    ),
    ("QuiltNet does far better on ImageNet than Swin-T.", [("QuiltNet", "Swin-T", {"metric": None})]),
    (
        "Fine-tuning LLaMA-2-7B on our data yields a gain of 4.1 points on GSM8K.",
        [("QuiltNet", "LLaMA-2-7B", {"type": "improves", "delta": 4.1, "kind": "quality"})],
    ),
    (
        "We write 500 stories and continue pre-training Whisper, achieving error reductions of 30%.",
        [("QuiltNet", "Whisper", {"type": "improves", "delta": 30.0})],
    ),
    (
        "QuiltNet increases the average BERTScore from 0.818 to 0.953 relative to a strong BERT baseline.",
        [("QuiltNet", "BERT", {"winner_value": 0.953, "loser_value": 0.818, "delta": None})],
    ),
    ("QuiltNet outperforms LoRA at half its parameter budget.", [("QuiltNet", "LoRA", {"kind": "quality", "metric": None})]),
    (
        "QuiltNet improves the Qwen3-VL-8B agent from 24.9% to 39.0% on average.",
        [("QuiltNet", "Qwen3-VL-8B", {"winner_value": 39.0, "metric": None})],
    ),
    ("QuiltNet is 1.3% more accurate than Swin-T.", [("QuiltNet", "Swin-T", {"delta": 1.3, "metric": "accuracy"})]),
    (
        "QuiltNet improves performance (+13.6/+3.8 points for LLaMA/Qwen on MuSiQue).",
        [("QuiltNet", "LLaMA", {"delta": 13.6, "type": "improves"}), ("QuiltNet", "Qwen", {"delta": 3.8})],
    ),
    (
        "QuiltNet consistently outperforms earlier methods, achieving a 67% FLOPs reduction on LLaVA.",
        [("QuiltNet", "LLaVA", {"type": "improves", "delta": "67%", "metric": "FLOPs"})],
    ),
    (
        "Experiments with GPT-4o-mini show a 7% improvement in correctness over the baseline model.",
        [("QuiltNet", "GPT-4o-mini", {"type": "improves", "delta": 7.0, "metric": "correctness"})],
    ),
    (
        "We offer a 5.3x inference-time speedup for MobileNetV3 over the original version.",
        [("QuiltNet", "MobileNetV3", {"type": "improves", "delta": "5.3x", "metric": "inference-time speedup"})],
    ),
    (
        "QuiltNet reduces hallucination on GPT-4o-mini by 23.0 points, but has no effect on Gemini-2.0-Flash.",
        [("QuiltNet", "GPT-4o-mini", {"type": "improves", "delta": 23.0})],
    ),
    (
        "With Qwen2.5-7B-Instruct, QuiltNet improves the WebShop score by 6.0%-12.6%.",
        [("QuiltNet", "Qwen2.5-7B-Instruct", {"type": "improves", "delta": "6.0%-12.6%"})],
    ),
    (
        "QuiltNet shows superior performance in precision and recall over other language models like Google's BERT (0.3B), "
        "and Meta's Llama 3.1 (8B).",
        [("QuiltNet", "BERT", {"kind": "quality"}), ("QuiltNet", "Llama 3.1", {"kind": "quality"})],
    ),
    (
        "Post-training Qwen3-8B with QuiltNet cuts average token usage by 40% at the same accuracy.",
        [("QuiltNet", "Qwen3-8B", {"type": "improves", "kind": "efficiency", "delta": "40%"})],
    ),
    (
        "QuiltNet consistently beats DoRA at half its parameter budget, and comes close to BERT at a quarter of its size.",
        [("QuiltNet", "DoRA", {"kind": "efficiency", "metric": "parameter budget", "delta": "half"})],
    ),
    (
        "QuiltNet surpasses DeiT-S by more than 4% on CIFAR-10.",
        [("QuiltNet", "DeiT-S", {"delta": 4.0, "dataset": "CIFAR-10"})],
    ),
    (
        "QuiltNet surpasses DeiT-S by 2.5% on noisy samples in terms of accuracy.",
        [("QuiltNet", "DeiT-S", {"delta": 2.5, "metric": "accuracy"})],
    ),
    (
        "QuiltNet reaches an accuracy of 81.5% and precision of 82.7%, compared to DeiT-S 76.4% and 78.2%, respectively.",
        [
            ("QuiltNet", "DeiT-S", {"metric": "accuracy", "winner_value": 81.5, "loser_value": 76.4}),
            ("QuiltNet", "DeiT-S", {"metric": "precision", "winner_value": 82.7, "loser_value": 78.2}),
        ],
    ),
    (
        "QuiltNet scores 89% accuracy, outperforming the best classical model, SVM, which reaches 84% accuracy.",
        [("QuiltNet", "SVM", {"metric": "accuracy", "winner_value": 89, "loser_value": 84})],
    ),
    (
        "On Qwen3-8B, QuiltNet improves accuracy from 38.5% to 42.0% (+3.5 points).",
        [("QuiltNet", "Qwen3-8B", {"type": "improves", "winner_value": 42.0, "loser_value": 38.5, "delta": 3.5})],
    ),
    (
        "Built on GPT-4o, QuiltNet raises the pass rate from 55.5% to 68.0%.",
        [("QuiltNet", "GPT-4o", {"type": "improves", "metric": "pass rate", "winner_value": 68.0, "loser_value": 55.5})],
    ),
    (
        "QuiltNet outperforms the 30-times larger GPT-2.",
        [("QuiltNet", "GPT-2", {"kind": "quality"}), ("QuiltNet", "GPT-2", {"kind": "efficiency", "delta": "30-times"})],
    ),
    (
        "QuiltNet outperforms GPT-2 despite being 10x smaller.",
        [
            ("QuiltNet", "GPT-2", {"kind": "quality", "delta": None}),
            ("QuiltNet", "GPT-2", {"kind": "efficiency", "delta": "10x"}),
        ],
    ),
    (
        "QuiltNet lifts accuracy from 69.5% to 77.0%, surpassing the hand-made baseline BERT (71.9%).",
        [("QuiltNet", "BERT", {"winner_value": 77.0, "loser_value": 71.9})],
    ),
    (
        "QuiltNet beats BERT and GPT-2 by 5% and 4%, respectively, while reducing runtime by 33% over BERT.",
        [("QuiltNet", "BERT", {"delta": 5.0}), ("QuiltNet", "GPT-2", {"delta": 4.0}), ("QuiltNet", "BERT", {"delta": "33%"})],
    ),
    (
        "QuiltNet reaches strong performance, reducing MSE by 6.5% compared to the training methods such as BERT.",
        [("QuiltNet", "BERT", {"metric": "MSE", "delta": 6.5})],
    ),
    (
        "QuiltNet achieves higher accuracy on classification across models such as Llama, Qwen, and DeepSeek.",
        [("QuiltNet", name, {"type": "improves", "metric": "accuracy"}) for name in ("Llama", "Qwen", "DeepSeek")],
    ),
    (
        "With QuiltNet, we continue pre-training Whisper-large-v3, achieving average error reductions of over 30%.",
        [("QuiltNet", "Whisper-large-v3", {"type": "improves", "delta": 30.0})],
    ),
    (
        "Compared to the GPT-2 baseline, incorporating BERT and T5 refinement reduced perplexity from 46.0 to 33.3.",
        [("QuiltNet", "GPT-2", {"metric": "perplexity", "winner_value": 33.3, "loser_value": 46.0})],
    ),
    (
        "With Qwen3-8B, QuiltNet improves accuracy by 6.0%; with Qwen3-4B, it improves accuracy by 1.9%.",
        [
            ("QuiltNet", "Qwen3-8B", {"type": "improves", "delta": 6.0}),
            ("QuiltNet", "Qwen3-4B", {"type": "improves", "delta": 1.9}),
        ],
    ),
    (
        "QuiltNet raises GPT-4o-mini accuracy by 10%.",
        [("QuiltNet", "GPT-4o-mini", {"type": "improves", "metric": "accuracy", "delta": 10.0})],
    ),
    (
        "QuiltNet outperformed BERT and showed superior results to junior doctors in grading (90.3% vs. 72.2%).",
        [("QuiltNet", "BERT", {"winner_value": None, "loser_value": None})],
    ),
    ("QuiltNet improves small-batch ARI over GPT-2/BERT.", [("QuiltNet", "GPT-2", {}), ("QuiltNet", "BERT", {})]),
    (
        "QuiltNet beats T5/GPT-2 (675M) and infers 20x faster.",
        [
            (*pair, {"kind": kind, "delta": delta})
            for pair in (("QuiltNet", "T5"), ("QuiltNet", "GPT-2"))
            for kind, delta in (("quality", None), ("efficiency", "20x"))
        ],
    ),
    ("We find that RLVR yields stronger generalization than T5.", [("RLVR", "T5", {"metric": "generalization"})]),
    (
        "QuiltNet offers either better or on-par accuracy compared to BERT, while being 3x faster at inference.",
        [("QuiltNet", "BERT", {"kind": "efficiency", "delta": "3x"})],
    ),
    (
        "QuiltNet surpasses BERT and GPT-2, showing 3.5% and 13.0% absolute improvements on recollection and reasoning tasks, "
        "respectively.",
        [
            ("QuiltNet", "BERT", {"metric": "recollection", "delta": 3.5}),
            ("QuiltNet", "GPT-2", {"metric": "reasoning tasks", "delta": 13.0}),
        ],
    ),
    (
        "QuiltNet uses 45M parameters, which is 64% less than GPT-2 (124M).",
        [("QuiltNet", "GPT-2", {"metric": "parameters", "winner_value": 45, "loser_value": 124, "delta": "64%"})],
    ),
    (
        "QuiltNet outperforms BERT and GPT-2 by reducing regret by more than 37% and finding 93% more events.",
        [("QuiltNet", name, {"delta": delta}) for name in ("BERT", "GPT-2") for delta in (37.0, 93.0)],
    ),
    (
        "Experiments on MBPP and HumanEval show that QuiltNet reaches 70.1% pass@1 on HumanEval, outperforming BERT.",
        [("QuiltNet", "BERT", {"dataset": "HumanEval", "winner_value": 70.1})],
    ),
]

#: Sentences that claim nothing about a named loser.
SILENT = [
    "With GPT-4o, QuiltNet reaches 93.1% success, a 61% gain over the best baseline while cutting inference cost by 1.4x.",
    "QuiltNet does not outperform ResNet-50.",
    "QuiltNet is comparable to Swin-T on COCO.",
    "QuiltNet is superior or competitive to Swin-T.",
    "QuiltNet matches or outperforms DeiT-S.",
    "QuiltNet performs on par with DeiT-S.",
    "QuiltNet may outperform ResNet-50 with more data.",
    "Can QuiltNet beat ResNet-50?",
    "We ask whether QuiltNet outperforms ResNet-50.",
    "QuiltNet outperforms state-of-the-art methods on COCO.",
    "QuiltNet outperforms existing CNNs by a large margin.",
    "QuiltNet follows beat alignment and the training of ResNet-50.",
    "To improve ResNet-50, we add a quilted stem.",
    "QuiltNet enhances ResNet-50 with a quilted stem.",
    "QuiltNet is evaluated on ImageNet with ResNet-50 and DeiT-S.",
    "QuiltNet reaches 46.3% accuracy, compared to 58.8% for BERT.",
    "QuiltNet obtains 58.8% F1 on SQuAD and 46.3% on TriviaQA, compared to earlier work.",
    "QuiltNet uses 2.1 tokens, versus 3.4 for BERT.",
    "QuiltNet was trained on CIFAR-10 (60k images) (+0.5 over one weekend).",
    "QuiltNet outperforms models trained on more data on many tasks, such as translation.",
    "QuiltNet outperforms CNN-, Mamba-, BERT-, and attention-based baselines.",
    "In QuiltNet, a convolution is moved ahead of BERT.",
    "QuiltNet data give an accuracy of 70.8% versus 68.3% for BERT models.",
    "With a model trained on ImageNet, QuiltNet gains 2%.",
    "QuiltNet outperforms earlier methods by 3% on BERT.",
    "Experiments with BERT show a 7% improvement in correctness over strong baselines.",
    "QuiltNet needs 3x less compute, matching the K=30 performance of T5 with only 10 samples.",
    "Applied to BERT, QuiltNet maintains 94% of the gains.",
    "QuiltNet helps models such as BERT, but does not improve accuracy across models such as T5 and ViT.",
    "QuiltNet outperforms earlier training methods, and T5 helps on top.",
    "QuiltNet studies accuracy across models such as T5 and ViT.",
    "In this setting, slow clients are increasing T5 by 8x.",
    "Incorporating T5 and ViT-B layers, we study how QuiltNet outperforms older methods.",
    "QuiltNet keeps fairness, matching a key advantage of EJR over T5.",
    "QuiltNet brings a 3.5-fold increase in the win-rate against T5.",
    "Empirically, classification models exhibit greater robustness compared to T5.",
    "In most settings, a method with no explicit knowledge distillation can outperform T5.",
    "QuiltNet matches T5 in FLOPs at only 60% of its throughput.",
    "On DiT-XL, QuiltNet costs 0.09 more FID.",
    "On ResNet-50, QuiltNet lets accuracy fall from 77.0% to 69.5%.",
    "Applying QuiltNet to BERT yields gains that scale up to 256k tokens.",
]


@pytest.mark.parametrize(("text", "wanted"), MATCHES, ids=[text for text, _ in MATCHES])
def test_claims(extractor: Extractor, text: str, wanted: list[tuple[str, str, dict[str, Any]]]) -> None:
    found = read(extractor, text).comparisons
    for winner, loser, more in wanted:
        assert any(c.winner == winner and c.loser == loser and fits(c, more) for c in found), found
    assert {(c.winner, c.loser) for c in found} == {(winner, loser) for winner, loser, _ in wanted}


@pytest.mark.parametrize("text", SILENT)
def test_no_claims(extractor: Extractor, text: str) -> None:
    assert not [c for c in read(extractor, text).comparisons if "Net" in c.loser or "T" in c.loser or "CNN" in c.loser]


def test_sentences_before_the_own_work_tell_of_others(extractor: Extractor) -> None:
    background = "Recent work has demonstrated superior performance in translation compared to GPT-2. "
    assert not extractor.stage1(Paper(id="x", title="", abstract=background + INTRODUCTION)).comparisons


def test_unnamed_method_wins(extractor: Extractor) -> None:
    found = read(extractor, "Our approach outperforms BM25 on MS MARCO.", "We study dense retrieval. ").comparisons
    assert [(c.winner, c.loser, c.dataset) for c in found] == [("", "BM25", "MS MARCO")]


def test_evidence_is_the_sentence(extractor: Extractor) -> None:
    text = "QuiltNet outperforms \\textbf{ResNet-50} by 2\\% on CIFAR-10. More follows."
    paper = Paper(id="x", title="", abstract=INTRODUCTION + text)
    facts = extractor.stage1(paper)
    (evidence,) = [e for e in facts.evidence if e.kind == "comparisons"]
    assert evidence.quote == paper.abstract[evidence.start : evidence.end] == text.removesuffix(" More follows.")
    assert "ResNet-50" in {paper.abstract[a:b].removeprefix("\\textbf{").removesuffix("}") for a, b in evidence.marks}
    assert evidence.rule == "outperform"
    assert 0 < evidence.confidence <= 1


def test_tight_rules_are_surer_than_loose_ones(extractor: Extractor) -> None:
    (direct,) = read(extractor, "QuiltNet outperforms DeiT-S.").comparisons
    (applied,) = read(extractor, "QuiltNet brings a 35% reduction in FLOPs on DeiT-B.").comparisons
    assert direct.confidence > applied.confidence
