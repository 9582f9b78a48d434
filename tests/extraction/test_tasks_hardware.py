"""Tasks and hardware."""

from __future__ import annotations

import pytest

from papergraph.extraction import extract


def hardware(text: str) -> list[tuple[str, str]]:
    return [(h.names[0], h.role) for h in extract(text).hardware]


@pytest.mark.parametrize(
    ("text", "task"),
    [
        ("A Network for Seam Segmentation\nSeam segmentation is hard.", "seam segmentation"),
        ("Sewing\nWe evaluate on the tasks of knot detection and cloth tracking.", "knot detection"),
        ("Sewing\nResults on image classification improve.", "image classification"),
        ("Patches for Certified Cloth Robustness\nWe sew.", "certified cloth robustness"),
        ("Agents for Simulating Human Sewing\nWe sew.", "simulating human sewing"),
        ("Sewing\nWe study question answering tasks.", "question answering"),
    ],
)
def test_tasks(text: str, task: str) -> None:
    assert task in extract(text).tasks


@pytest.mark.parametrize(
    ("text", "no_task"),
    [
        ("Sewing\nA low learning rate helps.", "learning"),
        ("Sewing\nWe give a detailed theoretical analysis via matrix decomposition.", "theoretical analysis"),
        ("Sewing\nIt avoids identical reasoning paths.", "identical reasoning"),
        ("Sewing\nWe study evaluation for looms.", "evaluation"),
    ],
)
def test_no_tasks(text: str, no_task: str) -> None:
    assert no_task not in extract(text).tasks


def test_at_most_eight_tasks_and_no_part_of_another_without_need() -> None:
    kinds = ["knot", "seam", "cloth", "thread", "wool", "silk", "linen", "yarn", "fur", "felt"]
    found = extract("Sewing\nWe evaluate on " + ", ".join(f"{k} segmentation" for k in kinds) + " tasks.").tasks
    assert len(found) == 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It runs at 30 FPS on a Jetson Orin Nano.", [("Jetson Orin Nano", "measured")]),
        ("Training takes 3 hours on 8 A100 GPUs.", [("A100 GPUs", "measured")]),
        ("Inference on the Raspberry Pi 5 takes 12 ms.", [("Raspberry Pi 5", "measured")]),
        ("We use TensorRT and measure 4 ms latency.", [("TensorRT", "measured")]),
        ("The model is designed for microcontrollers.", [("microcontrollers", "target")]),
        ("It suits mobile devices and neuromorphic chips.", [("mobile devices", "target"), ("neuromorphic chips", "target")]),
        ("Deployment on edge devices is hard.", [("edge devices", "target")]),
        ("We introduce a GPU seam kernel that sews fast.", [("GPU", "target")]),
        ("We derive a transform fused into the CUDA loading stage.", [("CUDA", "target")]),
        ("It uses 3x less energy than the GPU baseline.", [("GPU", "measured")]),
        ("Implemented in 28 nm CMOS, SewChip reaches 3 TOPS.", [("28 nm CMOS", "measured")]),
        ("We train it on GPUs for two days.", [("GPUs", "measured")]),
    ],
)
def test_hardware(text: str, expected: list[tuple[str, str]]) -> None:
    assert hardware(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It needs less GPU memory.",
        "The search costs 4 GPU-days.",
        "It saves 300 GPU hours.",
        "PixelQuilt is a method.",
        "A share of a 40% drop.",
        "It has 18% CPU overhead.",
        "These models require GPUs for the multiplication of matrices.",
        "It adapts the GPU frequency to the load.",
        "Agents interact with web browsers and other interfaces.",
        "Light of 400 nm wavelength is used.",
    ],
)
def test_no_hardware(text: str) -> None:
    assert hardware(text) == []


@pytest.mark.parametrize(
    ("text", "devices"),
    [
        ("This limits deployment on mobile and edge devices.", ["edge devices", "mobile devices"]),
        ("Inference runs on 2xA800 GPUs.", ["A800"]),
        ("We fine-tune it on R1seam and R1knot robots.", ["R1seam", "R1knot"]),
        ("We introduce SeamBot robots, and SeamNet sews.", []),
        ("Reuse is slower than computing anew on modern GPUs due to slow disks.", ["GPUs"]),
        ("Apps are mobile, and edge devices are not.", ["edge devices"]),
    ],
)
def test_devices_that_share_a_noun(text: str, devices: list[str]) -> None:
    assert sorted(h.names[0] for h in extract("\nWe sew. " + text).hardware) == sorted(devices)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sewing\nWe sew on an RTX 4000 Ada GPU in 3 hours.", [("RTX 4000 Ada GPU", "measured")]),
        ("Sewing\nTraining takes 30s on an NVIDIA 3090 GPU.", [("NVIDIA 3090 GPU", "measured")]),
        ("Sewing\nIt runs at 9 ms on a Xilinx Versal VCK190 FPGA.", [("Xilinx Versal VCK190 FPGA", "measured")]),
        ("Sewing\nWe present KnotView, an Android application for tailors.", [("Android", "target")]),
        ("Sewing\nIt is developed natively for Android and iOS.", [("Android", "target"), ("iOS", "target")]),
        ("Sewing\nThe tool is for embodied systems like humanoid robots.", [("humanoid robots", "target")]),
        ("Sewing\nWe record seams with six KnoCam cameras.", [("KnoCam", "measured")]),
        ("Sewing\nIt improves success on a real PiKNOT manipulator by 9%.", [("PiKNOT", "measured")]),
    ],
)
def test_names_of_machines_and_platforms(text: str, expected: list[tuple[str, str]]) -> None:
    assert hardware(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sewing\nWe detect Android malware by its seams.",
        "Sewing\nWe sew in drone images of UAV control.",
        "Sewing\nWe shift Windows of cloth.",
    ],
)
def test_platforms_that_are_subjects(text: str) -> None:
    assert hardware(text) == []


def test_what_a_device_is_compared_to_is_measured() -> None:
    assert hardware("Sewing\nIt is 2x faster compared to mobile GPUs.") == [("mobile GPUs", "measured")]
    assert hardware("Sewing\nIt suits mobile GPUs.") == [("mobile GPUs", "target")]
