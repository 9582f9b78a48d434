"""Names: what is a method, what a data set, what is the paper's own."""

from __future__ import annotations

import time

import pytest

from papergraph.extraction import extract
from papergraph.model import Entity, Facts


def facts(text: str, title: str = "") -> Facts:
    return extract(title + "\n" + text)


def names(entities: list[Entity], role: str = "") -> list[str]:
    return [e.names[0] for e in entities if not role or e.role == role]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We present QuiltNet, a new backbone for images.", ["QuiltNet"]),
        ("We propose a novel optimizer named Lumen that converges early.", ["Lumen"]),
        ("We introduce Mirage, a framework for planning.", ["Mirage"]),
        ("In this paper, we propose Patchwork Attention Unit (PAU), which reads patches twice.", ["PAU"]),
        ("Our QuiltNet is small.", ["QuiltNet"]),
        ("QuiltNet is a simple encoder. It is fast.", ["QuiltNet"]),
        ("A Transformer-based model QuiltNet is established to predict the tides.", ["QuiltNet"]),
        ("We design a family of models, called QuiltNets.", ["QuiltNets"]),
        ("This framework combines QuiltMind, a structured prompting strategy that splits scenes.", ["QuiltMind"]),
        ("We devise a training scheme, termed lazy bootstrapping, for search.", ["lazy bootstrapping"]),
        ("We introduce an algorithm (the 'Quilted Search Algorithm') to find knots.", ["Quilted Search Algorithm"]),
        ("We present QuiltNet. The large QuiltNet wins.", ["QuiltNet", "large QuiltNet"]),
        ("We present QuiltNet-Tiny, -Small, and -Base.", ["QuiltNet-Tiny", "QuiltNet-Small", "QuiltNet-Base"]),
        ("We release QuiltNet-S/B for small devices.", ["QuiltNet-S", "QuiltNet-B"]),
        ("We propose UQuilt++ for segmentation.", ["UQuilt++"]),
        ("We propose BLANKET (BigScale Large Attentive Network for Knitted Embroidery Tasks) for cloth.", ["BLANKET"]),
    ],
)
def test_introduced_methods(text: str, own: list[str]) -> None:
    assert names(facts(text).methods, "proposed") == own


@pytest.mark.parametrize(
    "text",
    [
        "Existing models such as QuiltNet fail on long seams.",
        "QuiltNet, which others proposed, is slow, and we study why.",
        "This exposes a problem called lazy bootstrapping.",
        "We report a vulnerability which we term Quilted Bias.",
    ],
)
def test_nothing_introduced(text: str) -> None:
    assert names(facts(text).methods, "proposed") == []


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("QuiltNet: Sewing Patches for Small Devices", "Sewing is hard.", ["QuiltNet"]),
        ("Quilt Sage: Planning with Seams", "Seams are hard. With Quilt Sage we win.", ["Quilt Sage"]),
        ("Stylosew: Seams by Style", "This research looks at seams.", ["Stylosew"]),
        (
            "Slowing Down Seam Readers with Restless Patches",
            "To this end, we propose restless patches, which tire readers.",
            ["restless patches"],
        ),
    ],
)
def test_names_of_titles(title: str, text: str, own: list[str]) -> None:
    assert names(facts(text, title).methods, "proposed") == own


@pytest.mark.parametrize(
    "title", ["Federated Learning: A Survey", "Why Seams Matter", "Emotion Recognition in Conversation: Trends"]
)
def test_titles_without_names(title: str) -> None:
    assert names(facts("We review seams.", title).methods) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "We introduce three modules: (1) a Seam Planner Module that plans, (2) a Quick Router, and (3) a Critic Agent.",
            3,
        ),
        ("QuiltNet introduces two components: Universal Seam Scaling (USS), which scales, and Pre-Knot Quantization (PKQ).", 2),
        (
            "It integrates four agents, Seam Interceptor, Knot Controller, Thread Tracker, and Cloth Harmonizer.",
            4,
        ),
        ("It combines a phantom label disambiguation (PLD) scheme with a stitched contrastive loss (StiCL).", 1),
    ],
)
def test_parts_of_the_own_method(text: str, parts: int) -> None:
    assert len(names(facts("We propose QuiltNet. " + text).methods, "proposed")) >= parts + 1


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We release SeamQA, a dataset of 12k questions.", ["SeamQA"]),
        ("We introduce SeamQA (Sewing Questions and Answers), a benchmark of seams.", ["SeamQA"]),
        ("We construct two simulation benchmarks, Seam-SIMPLER and Seam-Bench, for robots.", ["Seam-SIMPLER", "Seam-Bench"]),
        ("We construct the SeamTrap Benchmark, a high-quality collection.", ["SeamTrap"]),
        ("We introduce SeamQ-V2, an extension of a forest dataset with new images.", ["SeamQ-V2"]),
    ],
)
def test_introduced_data_sets(text: str, data: list[str]) -> None:
    found = facts(text)
    assert names(found.datasets, "introduced") == data
    assert names(found.methods) == []


def test_title_with_a_benchmark() -> None:
    found = facts("SeamBank covers 12 tasks.", "SeamBank: A Benchmark for Sewing Robots")
    assert names(found.datasets, "introduced") == ["SeamBank"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("We pre-train on LAION-400M.", "trained"),
        ("Models trained on LAION-400M are large.", "trained"),
        ("We evaluate on LAION-400M.", "evaluated"),
        ("Our model reaches 80.2% accuracy on LAION-400M.", "evaluated"),
        ("LAION-400M made large models possible. We sew.", "mentioned"),
    ],
)
def test_roles_of_data_sets(text: str, role: str) -> None:
    assert [e.role for e in facts(text).datasets] == [role]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We test on COCO minival and test-dev.", ["COCO minival", "COCO test-dev"]),
        ("Results on ImageNet 256x256 and 512x512 improve.", ["ImageNet 256x256", "ImageNet 512x512"]),
        ("We evaluate on CIFAR-10/100-LT.", ["CIFAR-10-LT", "CIFAR-100-LT"]),
        ("We evaluate on ImageNet-1K/21K.", ["ImageNet-1K", "ImageNet-21K"]),
        ("We test on the SEWA Knot Detection dataset.", ["SEWA Knot Detection"]),
        ("We test on the Zwirn dataset and the KNIT corpus.", ["Zwirn", "KNIT"]),
        ("Experiments on SeamBench, ThreadQA and KnotVQA follow.", ["SeamBench", "ThreadQA", "KnotVQA"]),
    ],
)
def test_data_sets(text: str, data: list[str]) -> None:
    assert names(facts(text).datasets) == data


@pytest.mark.parametrize(
    "name",
    [
        "ViT-B/16", "DiT-XL/2", "Swin-T", "MobileNetV2-1.4", "Llama-3.1-8B-Instruct", "EfficientNet-B7", "YOLOv8n",
        "wav2vec 2.0",
        "UNet++",
        "DINO v2", "GPT-4o", "Whisper", "Mamba",
    ],
)  # fmt: skip
def test_sizes_and_versions_of_known_methods(name: str) -> None:
    assert names(facts(f"We compare with the {name} model in all runs.").methods) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "FID, mAP and NFE improve.",
        "CNNs and SSL help OOD detection.",
        "We publish at NeurIPS with OpenAI.",
        "ImageNet-pretrained encoders are common.",
        "Code is at https://github.com/SeamNet/QuiltNet.",
        "McNemar tests show gains.",
        "We offer 100M-token inference in R^d.",
        "An LLM-human team with OCR+LLM pipelines and 2D-to-3D lifting works.",
        "Furthermore, Extensive Experiments are made.",
    ],
)
def test_no_methods(text: str) -> None:
    assert names(facts(text).methods) == []


def test_lookalikes_of_known_names() -> None:
    found = facts("A drop of a 40% share of video clips, and ViT on phones.")
    assert not found.hardware
    assert names(found.methods) == ["ViT"]


def test_genitive_is_no_part_of_a_name() -> None:
    assert names(facts("We propose QuiltNet. QuiltNet's design is simple, unlike ResNet-50's.").methods) == [
        "QuiltNet",
        "ResNet-50",
    ]


def test_known_name_that_is_introduced() -> None:
    assert names(facts("We introduce MobileNet, a class of small models.").methods, "proposed") == ["MobileNet"]
    assert names(facts("We study MobileNet, a class of small models.").methods, "proposed") == []


def test_own_name_that_means_something_else_elsewhere() -> None:
    assert names(facts("We propose RADAR, a role-anchored framework. RADAR is slow.").methods, "proposed") == ["RADAR"]
    assert names(facts("We use RADAR, a sensor.").methods) == []


OPENING = "Patches are hard to sew. We study how to sew them and build a better loom. "


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (OPENING + "On the left side, Patch Reading Unit (PRU) averages stitches.", ["PRU"]),
        ("We propose QuiltNet, a loom. It replaces attention with Quilted Recurrent Attention (QRA).", ["QuiltNet", "QRA"]),
        ("We propose a ``Cut-and-Sew'' mechanism that joins patches.", ["Cut-and-Sew"]),
        (
            "We develop QuiltNet, the first loom that learns, as well as StitchLoss, an objective for seams.",
            ["QuiltNet", "StitchLoss"],
        ),
        ("QuiltNet has two innovations: Seam Power Network (SPN) and Thread Clipping (TC).", ["SPN", "TC"]),
        ("We propose a power-based estimator, Quilted Even Estimator (QuEE for short).", ["QuEE"]),
        ("We introduce QuiltEval, an automatic evaluation framework for looms. QuiltEval sews. QuiltEval cuts.", ["QuiltEval"]),
        ("We propose the MuonClip optimizer, which trains looms.", ["MuonClip"]),
        ("We propose Quilted Loom Unit (QLU) for cloth. We introduce Mamba, a selective model, to read seams.", ["QLU"]),
    ],
)
def test_parts_and_quoted_names_are_own(text: str, own: list[str]) -> None:
    assert names(facts(text).methods, "proposed") == own


@pytest.mark.parametrize(
    "text",
    [
        "Patch Reading Unit (PRU) averages stitches. We propose QuiltNet.",
        "We propose QuiltNet. Patch Reading Unit (PRU) is slow.",
        "QuiltNet wins over our LoRA reproduction.",
        "Hybrids, such as Patch Reading Unit (PRU), are slow. PRU has issues. We make PRU fast.",
    ],
)
def test_parts_of_others_are_not_own(text: str) -> None:
    assert not {"PRU", "LoRA"} & set(names(facts(text).methods, "proposed"))


def test_an_example_of_methods_is_a_method_of_others() -> None:
    found = facts("Methods that draw such tickets, like Seam Ticket Rewinding (STR), are slow.").methods
    assert [(e.names[0], e.role) for e in found] == [("STR", "other")]


@pytest.mark.parametrize(
    "text",
    [
        r"The bound $\exp(-d^{2}\alpha^{2})$ holds for $W^{K\top}$ and $x \in\mathbb{R}^{256}$.",
        r"It keeps $S_E > 0.8$ at $T_0$.",
        "We train Level-1 learners on Stage-2 data that is AOP-relevant.",
    ],
)
def test_formulas_and_numbered_levels_are_no_names(text: str) -> None:
    assert facts(text).methods == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We compare with LLaMA 3.1-8B on looms.", "LLaMA 3.1-8B"),
        ("It wins over models such as BERT and Wool Dao 2.0 by far.", "Wool Dao 2.0"),
    ],
)
def test_versions_with_a_point_belong_to_names(text: str, name: str) -> None:
    assert name in names(facts(text).methods)


def test_a_title_says_that_a_name_of_two_words_is_a_data_set() -> None:
    found = facts(
        "We introduce Woven DialogSum, the first corpus aligning talk with seams.",
        "Woven DialogSum: A Rich Conversational Dataset for Sewing",
    )
    assert names(found.datasets, "introduced") == ["Woven DialogSum"]
    assert names(found.methods) == []


def test_citations_and_compounds_of_plain_words_are_no_names() -> None:
    assert facts("Large-batch training wins over the loss of (Oorda et al., 2018) models.").methods == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A PointNet-based encoder sews.", ["PointNet"]),
        ("A PointNet-style loom.", ["PointNet"]),
        ("A PointNet-aware loom.", []),
    ],
)
def test_what_something_is_based_on_is_a_method(text: str, found: list[str]) -> None:
    assert names(facts(text).methods, "other") == found


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We propose QuiltNet, a planner. QuiltNet then employs a Rapid Seam Probe (RSP) to find knots.", ["QuiltNet", "RSP"]),
        ("We propose QuiltNet, a planner. Its active part, Seam Probing Unit (SPU), asks again.", ["QuiltNet", "SPU"]),
        ("We present QuiltNet, a planner. Patchwise Seam Mixing (PSM) then refines all seams.", ["QuiltNet", "PSM"]),
        ("We present QuiltNet, a planner. Here others introduce Seam Tutoring (ST), which asks.", ["QuiltNet"]),
        ("We present QuiltNet, a planner. The second stage introduces Seam Tutoring (ST), which asks.", ["QuiltNet", "ST"]),
        ("We present QuiltNet, a planner. It first introduces Multi-Seam Tutoring (MST) to find knots.", ["QuiltNet", "MST"]),
        ("We test this with Diverse Knot Debate (DKD), a controlled protocol that hides seams.", ["DKD"]),
        ("We propose Quil comprising: Seam-Finder for knots; Knot-Judge with rules.", ["Quil", "Seam-Finder", "Knot-Judge"]),
    ],
)  # fmt: skip
def test_parts_that_the_own_method_has_or_that_act(text: str, own: list[str]) -> None:
    assert names(facts(text).methods, "proposed") == own


@pytest.mark.parametrize(
    "text",
    [
        "We study cloth. Zero-Seam Knot Finding (ZSKF) is an emerging paradigm.",
        "We study cloth. Others train with Seam Replay (SR) strategies in turn.",
        "We study cloth. Existing tools employ a Rapid Seam Probe (RSP) to find knots.",
        "We derive bounds for two widely used methods: Standard and Min-Max scaling.",
        "Existing work enhances plans with explicit Seam-of-Thought (SoT) under the Sew-then-Answer paradigm.",
    ],
)
def test_what_others_have_is_not_own(text: str) -> None:
    assert names(facts(text).methods, "proposed") == []


def test_the_genre_of_a_paper_is_no_method() -> None:
    title = "Sewing Machines: A Systematic Literature Review"
    assert names(facts("This article presents a systematic literature review of seams.", title).methods) == []
    title = "Verbose Seams"
    assert names(facts("We propose verbose seams to slow sewing machines down.", title).methods) == ["verbose seams"]
    title = "Slowing Machines via Verbose Seams"
    assert names(facts("We propose verbose seams to slow sewing machines down.", title).methods) == []


def test_an_acronym_with_words_behind_it_is_a_name_where_it_comes_again() -> None:
    text = "Seam control management (SCM) is slow. A triage tool (SCM Pilot) gave advice. SCM Pilot sorted seams well."
    assert names(facts(text).methods) == ["SCM Pilot"]
    assert names(facts("Large language models (LLMs) are used. LLM Agents plan. Many LLM Agents fail.").methods) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We propose QUILT-2, a planner that outperforms QUILT by 3%.", ["QUILT-2", "QUILT"]),
        ("We compare with llama-3.1-8b-instruct on seams.", ["llama-3.1-8b-instruct"]),
        ("Tests run on GPT-5.2 Codex and MiniMax.", ["GPT-5.2 Codex", "MiniMax"]),
        ("It joins DenseNet-121-based embeddings.", ["DenseNet-121"]),
        ("We evaluate on Mamba- 130M.", ["Mamba-130M"]),
        ("The top-5-accuracy of gpt-like models is low.", []),
    ],
)
def test_releases(text: str, found: list[str]) -> None:
    assert names(facts(text).methods) == found


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We describe our system for SemEval-2026 Task 6, which ranks first on Subtask 1.", ["SemEval-2026 Task 6"]),
        ("Experiments on the MiniMax Seam Play benchmark show gains.", ["MiniMax Seam Play"]),
        (
            "Experiments on three benchmark datasets-GTA5, Synthia, and Cityscapes show gains.",
            ["GTA5", "Synthia", "Cityscapes"],
        ),
        ("This paper describes Observatorio Hilado, a language resource that monitors knots.", ["Observatorio Hilado"]),
        ("We present Knot Evaluation by Many Seams (KEMS), a benchmark created to probe planners.", ["KEMS"]),
        ("On ImageNet-1K, QuiltFormer with an identity mapping exceeds 80%.", ["ImageNet-1K"]),
        ("On ImageNet-1K QuiltNet-S4 is 3x faster than MobileNetV2.", ["ImageNet-1K"]),
        ("For the Pilot Task, an ensemble wins.", []),
    ],
)
def test_names_of_data_sets_and_what_is_none(text: str, data: list[str]) -> None:
    assert names(facts(text).datasets) == data


def test_a_team_is_no_method() -> None:
    assert names(facts("We adapt a model.", "O_XY@KnotEval2025: A Study of Seams").methods) == []


def test_a_name_after_other_examples_is_not_own() -> None:
    models = "Learnable Seam Transformers (LST) and Many-Knot Seam Transformers (MKST)"
    text = f"We study models such as {models}. LST and MKST vary. MKST wins."
    assert names(facts(text).methods, "proposed") == []


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We present Quil, a planner. Third, a lightweight Seam Relevance Picker (SRP) selects cloth.", ["Quil", "SRP"]),
        ("We call this new optimizer the Seamwise Adam (SeAdam) optimizer and test it.", ["SeAdam"]),
        (
            "We formalize two primary strategies: Comparative Knot Attack (CKA), which cuts, and Seam Attack (SA).",
            ["CKA", "SA"],
        ),
        ("We present Quil, a planner. Central to Quil is the Active Seam Reasoning (ASR) module, which asks.", ["Quil", "ASR"]),
        ("We propose the Quil optimizer, which improves on Adam with a novel QS-clip technique.", ["Quil", "QS-clip"]),
        ("We propose MARS, which builds a sparse graph.", ["MARS"]),
    ],
)
def test_worn_acronyms_and_parts_that_are_own(text: str, own: list[str]) -> None:
    assert names(facts(text).methods, "proposed") == own


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("We study cloth. Our prior work, QUILKO, embedded seams.", "QUILKO"),
        ("We study cloth and compared four methods: Seam Splitting (SSG), and Knot Cutting (KCG).", "SSG"),
        ("We present Quil, a planner. Sizes come from Time-to-Knot (TTK) computations.", ""),
        ("We present Quil, a planner. It is better than a deep Convolutional Neural Network (CNN) reads.", ""),
    ],
)
def test_what_is_compared_or_earlier_is_not_own(text: str, others: str) -> None:
    found = facts(text).methods
    assert others in ["", *names(found, "other")]
    assert set(names(found, "proposed")) <= {"Quil"}


def test_methods_named_by_what_they_are_made_of() -> None:
    found = facts("We compare BERT fine-tuning (BERT-FT) and a Rapid Tree Darning (RTD) algorithm.").methods
    assert names(found) == ["BERT-FT", "RTD"]


def test_a_survey_introduces_no_name() -> None:
    found = facts("Artificial Seam Intelligence (ASI) is young.", "Artificial Seam Intelligence: A Survey of Seams").methods
    assert names(found, "proposed") == []


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("The method uses a newly constructed 3D-KnotStyle dataset.", ["3D-KnotStyle"]),
        ("It combines QuiltMind, a prompting strategy, with KnotForgeQA, a scalable QA dataset.", ["KnotForgeQA"]),
        ("We introduce KnotSet, a benchmark of seams. We also report on KnotSet-Lite.", ["KnotSet", "KnotSet-Lite"]),
        ("We evaluate on the large KnotForgeQA dataset.", []),
    ],
)  # fmt: skip
def test_data_sets_that_are_the_papers_own(text: str, introduced: list[str]) -> None:
    assert names(facts(text).datasets, "introduced") == introduced


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We present Quil, which is comparable with SEX2Ms and close to ORD3.", ["Quil", "SEX2Ms", "ORD3"]),
        ("We evaluate against EDLX, BERT, and R-GCN.", ["EDLX", "BERT", "R-GCN"]),
        ("Compared to state-of-the-art KLARIE (expert-based), Quil is fast.", ["KLARIE"]),
        ("Quil outperforms both Pre-Seam and Post-Seam approaches.", ["Quil", "Pre-Seam", "Post-Seam"]),
        ("There are gains, and XSEW preserves knots.", ["XSEW"]),
        ("We run QUILT-MAX (fine), QUILT-EIGHTH, and QUILT-2.", ["QUILT-MAX", "QUILT-EIGHTH", "QUILT-2"]),
        ("We propose Quil comprising a Seam Decider and Knot Navigator.", ["Quil", "Seam Decider", "Knot Navigator"]),
        ("We propose SEAM-a fast framework for cloth.", ["SEAM"]),
        ("Approaches to seam harmonisation, such as RSML and OTTR, help.", ["RSML", "OTTR"]),
        ("Phase II builds on this. The NATO expansion is a topic. In NLP, BERT is used.", ["BERT"]),
        ("The Senior Consultants grade more. A Swiss Lawyer reads it.", []),
        ("Approaches for languages, such as Hausa, help.", []),
    ],
)  # fmt: skip
def test_names_by_what_they_do_and_are_compared_with(text: str, found: list[str]) -> None:
    title = "QUILT: Sewing" if "QUILT" in text else ""
    assert sorted(set(names(facts(text, title).methods)) - {"QUILT"}) == sorted(found)


def test_years_of_a_data_set() -> None:
    assert names(facts("We evaluate on AIME 2024/2025 and gain.").datasets) == ["AIME 2024", "AIME 2025"]
    assert names(facts("In 2024 and 2025 we evaluate on MNIST.").datasets) == ["MNIST"]


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("We repair labels by a pipeline, yielding KnotSet-100K, a large dataset.", ["KnotSet-100K"]),
        ("We present an analysis using FaultyKnots, a newly constructed benchmark of seams.", ["FaultyKnots"]),
        ("We present an analysis using FaultyKnots, a large benchmark of seams.", []),
    ],
)
def test_data_sets_that_a_paper_yields(text: str, introduced: list[str]) -> None:
    assert names(facts(text).datasets, "introduced") == introduced


def test_variants_of_a_known_data_set_that_a_paper_names() -> None:
    assert names(facts("We name our datasets CIFAR10-Q and CIFAR100-Q and test.").datasets, "introduced") == [
        "CIFAR10-Q",
        "CIFAR100-Q",
    ]
    assert names(facts("We test on CIFAR10-Q and CIFAR100-Q.").datasets, "introduced") == []


def test_an_unknown_acronym_with_a_word_behind_it_that_comes_again() -> None:
    text = "We introduce SewDR Bench, a benchmark of seams. SewDR Bench has 500 seams."
    assert names(facts(text).datasets) == ["SewDR Bench"]
    assert names(facts("We propose SEWX. The SEWX Framework sews. The SEWX Framework cuts.").methods)[0] == "SEWX"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Existing benchmarks, such as CIFAR-10 and MNIST, face challenges in accurate performance assessment.", "mentioned"),
        ("Progress is slow, with existing efforts largely focused on simpler tasks like MNIST.", "mentioned"),
        ("We evaluate on existing benchmarks such as MNIST.", "evaluated"),
        ("Tests on five data sets, such as MNIST, show gains of 3%.", "evaluated"),
    ],
)
def test_examples_of_prior_work_are_mentioned(text: str, role: str) -> None:
    assert {d.role for d in facts("We sew. " + text).datasets} == {role}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Trained on curated paediatric corpora (MNIST), Quil sews.", "trained"),
        ("The judge is trained on a manually labeled subset of MNIST.", "trained"),
        ("We build a model and train it on the large MNIST dataset.", "trained"),
        ("Our model is trained and evaluated on the large MNIST dataset.", "evaluated"),
    ],
)
def test_described_training_data(text: str, role: str) -> None:
    assert [d.role for d in facts("We sew. " + text).datasets] == [role]


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("Seams by Multi-Knot Models", "SeMK (Seam model with the Multi-Knot network) responds by sewing.", ["SeMK"]),
        ("Quilted Sewing without Cutting", "QSWC (Quilted Sewing Without Cuts) sews and cuts at once.", ["QSWC"]),
        ("Seam-Free Linear Sewing", "SFSS (Seam-Free Sewing Scheme) swaps the thread for a knot.", ["SFSS"]),
        ("SP2KT: Seams", "Labels come from SP2KT (Seam-regularized Progressive Partial Knot Tying), which moves.", ["SP2KT"]),
        ("Knots Of Cloth", "AMSR (Antimicrobial Seam Resistance) threatens all sewing.", []),
        ("Cloth Resistance", "AMSR (Antimicrobial Seam Resistance) is a threat.", []),
    ],
)
def test_definitions_that_open_a_sentence(title: str, text: str, own: list[str]) -> None:
    assert names(facts(text, title).methods, "proposed") == own


def test_remarks_in_a_fronted_list_of_data_sets() -> None:
    text = "We sew. Tested on MNIST (digits), SEAM-CP (cells) and ImageNet, SeamViT classifies well."
    assert names(facts(text).datasets) == ["MNIST", "SEAM-CP", "ImageNet"]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We are evaluated on the Huawei Seam Challenge 2021 dataset.", ["Huawei Seam Challenge 2021"]),
        ("We describe our system for the SEAMCONF 2025 Shared Task on knots.", ["SEAMCONF 2025 Shared Task"]),
        ("SeamOps Bench probes models by the hour. We run SeamOps Bench on five models.", ["SeamOps Bench"]),
        ("It scores 64% in the SPIDER Dev and wins.", ["SPIDER Dev"]),
        ("It scores well on states of the Self, the Agents and the World.", []),
        ("We took part in the Challenge and in Subtask 3, and evaluate on the Category.", []),
        ("We ran tests in the field and through online deployment on Taobao, a shop.", []),
        ("The Knot Institute met in SEAMCONF 2025 for a shared task.", []),
    ],
)
def test_data_sets_by_all_of_their_words(text: str, data: list[str]) -> None:
    assert names(facts("We sew. " + text).datasets) == data


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("We also propose Memory Weaving to join seams.", ["Memory Weaving"]),
        ("We run Pythia-70M/160M on cloth.", ["Pythia-70M", "Pythia-160M"]),
        ("It matches Whisper medium's size with better seams.", ["Whisper medium"]),
        ("We ask Qwen-Flash for seams.", ["Qwen-Flash"]),
        ("We retain most of the CE-loss and sew at 90 kV over forced A/B/C/D answers (Fig.1) with type-I seams.", []),
        ("Cloth at a PubMed-wide scale and an embroidered-LMX setting.", []),
        ("It matches a Whisper medium cloth.", ["Whisper"]),
        ("Both Quality and Memory are costly, Memory for long.", []),
    ],
)
def test_methods_by_all_of_their_words(text: str, methods: list[str]) -> None:
    assert names(facts("We sew. " + text).methods) == methods


def test_a_word_of_the_same_stem_is_no_size_of_the_own_method() -> None:
    assert names(facts("We introduce SEAMord, a method for cloth. SEAMording is slow.").methods, "proposed") == ["SEAMord"]
    assert "SeamEyes-27B" in names(facts("We run SeamEyes-27B.", "SeamEyes: Sewing").methods, "proposed")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("We introduce QuiltKnots (QK), which contains 32.9k sentences on cloth.", ["QK"]),
        ("QuiltSet has a Foundation Part with 4,590 multiple-choice questions across six kinds.", ["Foundation Part"]),
        ("We introduce the SeamPuzzles task, where cloth is cut.", ["SeamPuzzles"]),
        ("We use texts from the ZBC, sew3d, and the CIFAR-10 dataset.", ["ZBC", "sew3d", "CIFAR-10"]),
        ("We introduce the Seam Tying Benchmark, which asks for knots.", ["Seam Tying"]),
        ("We propose a Corpus of Related Knots (CORK) for cloth.", ["CORK"]),
        ("We introduce SeamSentic, a public knowledge base for cloth.", ["SeamSentic"]),
        ("We introduce SeamBench, a controlled study of models.", ["SeamBench"]),
        ("It is tested on Brain Tumor Segmentation (BraTS) Africa 2025 Challenge data.", ["BraTS Africa 2025 Challenge"]),
        ("We gain +0.10 on English SewSTS and win.", ["SewSTS"]),
        ("We introduce the first Seam Knot dataset called KAU-SEAM.", ["KAU-SEAM"]),
        ("We work on knot ultrasound (KUS) datasets.", []),
        ("We introduce QuiltNet with 3 tasks and QuiltMap, which contains knots.", []),
        ("We introduce the QuiltNet model with 3,000 parameters.", []),
    ],
)
def test_data_sets_by_what_is_said_of_them(text: str, data: list[str]) -> None:
    assert names(facts("We sew. " + text).datasets) == data


def test_a_noun_in_capitals_belongs_to_a_second_form() -> None:
    (data,) = facts("We introduce the Seam Tying Benchmark, which asks for knots.").datasets
    assert "Seam Tying Benchmark" in data.names


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        (
            "Seams",
            "Our model reads cloth. It further incorporates Factorized Seam Attention to sew.",
            ["Factorized Seam Attention"],
        ),
        (
            "SeamStack: Sewing",
            "SeamStack consists of Seam-PX, an iterative algorithm; Seam-QX, a workload view; and Seam-RX, a cost model.",
            ["SeamStack", "Seam-PX", "Seam-QX", "Seam-RX"],
        ),
        ("Seams", "We propose the SeamWorld Model (SWM), a new view of cloth.", ["SWM"]),
        ("Seams", "We present QUILT, a conversational BI system that sews.", ["QUILT"]),
        ("4KNOTS: Tying Puzzles", "We tie knots.", ["4KNOTS"]),
        ("4KNO: Tying Puzzles", "We tie knots.", ["4KNO"]),
        (
            "SeamVista: Sewing",
            "We sew. SeamVista incorporates Seam-wise Readers to read cloth and a Knot Mixer Head that ties it.",
            ["SeamVista", "Seam-wise Readers", "Knot Mixer Head"],
        ),
        ("Seams", "We sew. The tailor wants a thread and a Knot Mixer Head that ties it.", []),
        ("Seams", "It has four streams: (1) a colour stream; and (2) a prior-driven Seam Difference Judge (SDJ).", ["SDJ"]),
        ("QuiltMM: Fast Seam Multiplication on Cloth", "We design fast seam multiplication, a kernel.", ["QuiltMM"]),
        ("Seams", "Our model sews. QUILT employs a Decision Transformer (DT) to model cloth.", []),
        ("Seams", "We sew with low-rank adaptation (LoRA) and seam inversion (SIV). We use SIV and SIV again.", []),
    ],
)
def test_own_parts(title: str, text: str, own: list[str]) -> None:
    assert names(facts(text, title).methods, "proposed") == own


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We introduce Code Monitor Sewing, a protocol for cloth.", ["Code Monitor Sewing"]),
        ("We cut cloth with five methods, namely BERT, LoRA, and KNXNet.", []),
        (
            "We have two parts: (1) a BERT encoder, and (2) Seam Set Augmentation, where seams are cut.",
            ["Seam Set Augmentation"],
        ),
        ("Our cloth is cut by the proposed Traditional OCR pipeline.", []),
        ("Adaptive Seams (AS) systems are designed to fix cloth.", []),
    ],
)
def test_own_and_listed(text: str, own: list[str]) -> None:
    assert names(facts("We sew. " + text).methods, "proposed") == own


def test_words_before_an_acronym_at_the_start_of_a_sentence() -> None:
    assert "QuiltNet" in names(facts("We propose QuiltNet. Training QuiltNet on cloth is cheap.").methods)
    assert "Training QuiltNet" not in names(facts("We propose QuiltNet. Training QuiltNet on cloth is cheap.").methods)


def test_the_overview_of_a_shared_task_introduces_it() -> None:
    title = "Overview of the SEAMCONF 2025 Shared Task: Sewing"
    assert names(facts("Teams took part.", title).datasets, "introduced") == ["SEAMCONF 2025 Shared Task"]
    title = "QuiltTeam at the SEAMCONF 2025 Shared Task: Sewing"
    assert names(facts("We took part.", title).datasets, "introduced") == []


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("We propose QSN, a Quilted Seam Network for cloth.", {"QSN", "Quilted Seam Network"}),
        (
            "We propose Zero-Cloth Embedding Drift Detection (ZEDD), a light framework.",
            {"ZEDD", "Zero-Cloth Embedding Drift Detection"},
        ),
        ("We propose QSN, a Deep Seam Network for cloth.", {"QSN"}),
    ],
)
def test_definitions_in_apposition(text: str, forms: set[str]) -> None:
    own = [m for m in facts("We sew. " + text).methods if m.role == "proposed"]
    assert set(own[0].names) == forms


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("We cut the KRS-UE association and NSP-MCP servers and find a knot we call the Jensen bias.", []),
        ("A recent model, KRT-KD, shows that this works, and SKO-RAG achieves more.", ["KRT-KD", "SKO-RAG"]),
    ],
)
def test_compounds_of_acronyms(text: str, methods: list[str]) -> None:
    assert names(facts("We sew. " + text).methods) == methods


def test_a_benchmark_by_its_last_word() -> None:
    text = "We introduce QSewer Benchmark, an evaluation framework that assesses cloth."
    assert names(facts(text, "QSewer Benchmark: Sewing").datasets) == ["QSewer Benchmark"]
    text = "We introduce QSewer Engine, an evaluation framework that assesses cloth."
    assert names(facts(text, "QSewer Engine: Sewing").datasets) == []


def test_a_phrase_of_the_title_with_an_article_is_no_name() -> None:
    assert names(facts("We propose a seam measure for cloth.", "A Seam Measure for Cloth").methods) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Preprint: Sewing", "We sew."),
        ("Seams", "We deploy it on a six-GPU testbed, and our seams stay on an open-source Zaggle knot dataset (KUSI)."),
    ],
)
def test_nothing_is_introduced(title: str, text: str) -> None:
    found = facts(text, title)
    assert not [e for e in [*found.methods, *found.datasets] if e.role in ("proposed", "introduced") or "six" in e.names[0]]


def test_an_open_source_verb_introduces() -> None:
    assert names(facts("We open-source KnotSet, a dataset of seams.").datasets, "introduced") == ["KnotSet"]


def test_a_benchmarking_framework_is_tested_on() -> None:
    assert names(facts("We present QUILTS, a benchmarking framework for sewing.").datasets) == ["QUILTS"]
    assert names(facts("We present QUILTS, an efficient framework for sewing.").datasets) == []
    assert names(facts("This differs from the in-distribution (ID) training set.").datasets) == []


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("We train Qwen-family models and a Transformer-based Informer on cloth.", ["Qwen", "Informer"]),
        ("Recursive methods such as ReCAP sew, and so does the SeamAgora project.", ["ReCAP"]),
        ("Knots, seams, etc. However, the training and the Byzantine-tolerance model cost.", []),
        ("We use a AI-Driven Framework for cloth, where $U\\in\\mathbb{R}^{d\\times r}$ is low.", []),
    ],
)
def test_words_beside_methods(text: str, methods: list[str]) -> None:
    assert names(facts("We sew. " + text).methods) == methods


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We need seams. QuiltZen learns them. All of QuiltZen is open.", ["QuiltZen"]),
        ("Cloth is cut, as seen in QuiltZen, and the QuiltZen cloth is cut like all QuiltZen cloth.", []),
        (
            "In addition, we revise seams and propose a kernel based estimator, Seam Knot Estimator (SKE for short).",
            ["SKE"],
        ),
    ],
)
def test_what_is_never_the_subject_is_not_the_own_method(text: str, own: list[str]) -> None:
    assert names(facts(text).methods, "proposed") == own


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("We train with model-agnostic meta-learning (MAML) and Reptile on cloth.", ["MAML", "Reptile"]),
        ("The proposed SMA jointly learns seams.", ["SMA"]),
        ("The reptile is no lizard, and a Reptile sews.", []),
        ("We propose NMX (Neural Maps for the Exploration of Seams), a family of encoders.", ["NMX"]),
        ("We aim at FAIRness for sewing at sites P2a and P1s.", []),
    ],
)
def test_methods_by_their_place(text: str, methods: list[str]) -> None:
    assert names(facts("We sew. " + text).methods) == methods


@pytest.mark.parametrize(
    "unit",
    [
        "SeamWorld (SWM), which contains 3.2k ",
        "from the ZBC, sew3d, and the ",
        "FOO 2025 Shared ",
        "a--FooNet--the ",
        "Memory Weaving Memory ",
        "MNIST, SeamNet and CNP, ",
        "The Seam Decider defines FOO. ",
        "It employs a Rapid Seam Probe (RSP). ",
        "SCM Pilot acts, SeamBar Baz. ",
    ],
)
def test_hostile_names_cost_linear_time(unit: str) -> None:
    begin = time.perf_counter()
    facts(unit * (50_000 // len(unit)))
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("We propose KReSS, a simple Knot-driven Reel Seam Sewer method for cloth.", ["KReSS"]),
        ("We present QuiltNav, a planner, comprising a Knot-Path Decider and Graph-Sewn Navigator.", 3),
        ("We close this gap with a single woven network, KnotNet-MG, that predicts seams.", ["KnotNet-MG"]),
        ("We sew seams. The resulting detector, KPD Online (KPD), is small.", ["KPD"]),
        ("We sew seams. At its core is the Quilt Alignment Judge (QA-Judge), which reads seams.", ["QA-Judge"]),
        ("This research proposes a hybrid knots and tying (HKT) framework that sews.", ["HKT"]),
        ("We introduce QuiltSim, a novel simulator of looms.", ["QuiltSim"]),
    ],
)
def test_own_methods_that_are_spelled_out_or_made_of_parts(text: str, own: list[str] | int) -> None:
    found = names(facts(text).methods, "proposed")
    assert (len(found) if isinstance(own, int) else found) == own


@pytest.mark.parametrize(
    "text",
    [
        "Existing looms have set a baseline by introducing a Multi-path Sewn Taylor (MST) module.",
        "Knot Matching (KNM) is an emerging paradigm. Knot Matching sews seams. KNM sews more seams.",
    ],
)
def test_what_the_text_says_of_others_is_not_own(text: str) -> None:
    assert names(facts(text).methods, "proposed") == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sewing", "To support training, we curate Knots-240K, aiming at seams."),
        ("KNOT-Seam3D: A Multi-thread Knot and Seam Dataset for Looms", "We introduce KNOT-Seam3D, which captures looms."),
        ("Sewing", "We release the weights and the K-Wix 500k instruction corpus."),
    ],
)
def test_counts_and_titles_show_data_sets(title: str, text: str) -> None:
    found = facts(text, title)
    assert len(found.datasets) == 1 and not names(found.methods, "proposed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It reaches 62%, 10 points above Full Quilting, with fewer stitches.", ["Full Quilting"]),
        ("It improves over Vanilla KFT on all looms.", ["Vanilla KFT"]),
        ("We use BigBird-style sewing.", ["BigBird"]),
        ("It is better than the widely-used Knot-Reel-Decay (KRD) approach.", ["KRD"]),
        ("It sews better than Schank's loom.", []),
    ],
)
def test_names_behind_words_of_comparison(text: str, found: list[str]) -> None:
    assert names(facts(text).methods, "other") == found
    assert names(facts(text).methods, "proposed") == []


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("HALM: Hand Assessment of Latent Mats", "We sew.", ["HALM"]),
        ("KN#: Knot Mixing for Looms", "We propose KN#, a loom. KN# sews.", ["KN#"]),
        ("Pick: A Modular Loom", "We introduce Pick, a lightweight framework that sews.", ["Pick"]),
        (
            "Sewing",
            "We introduced a novel Knot-Enhanced Vision Transformer (ViT) that sews. A ViT is fast.",
            ["Knot-Enhanced Vision Transformer"],
        ),
    ],
)
def test_own_names_by_letters_signs_and_modifiers(title: str, text: str, own: list[str]) -> None:
    assert names(facts(text, title).methods, "proposed") == own


@pytest.mark.parametrize(
    ("title", "text"), [("LOOM: Sewing Mats", "We sew."), ("Pick: A Modular Loom", "We sew."), ("Sewing", "We close KN #12.")]
)
def test_titles_and_signs_without_own_names(title: str, text: str) -> None:
    assert names(facts(text, title).methods, "proposed") == []
