"""The shape, in torch, of a batch of 32 RGB images of 224 × 224 pixels."""

import torch

from preliminaries.authoring import Axes, reading, right, wrong

hints = (
    "How many axes does one RGB image have, and in which order does torch keep them?",
    "One image is channels × height × width; a batch puts one more axis in front.",
    "`(32, channels, 224, 224)`, and RGB has how many channels?",
)
proves = "You know torch's order: sample, channel, height, width."
read = reading.shape
pointed_at = Axes({"height or width: 224": 224, "channels: 3": 3, "images: 32": 32})

solution = (32, 3, 224, 224)  # 32 RGB images of 224 × 224 pixels


@right
def as_a_torch_size():
    return torch.Size([32, 3, 224, 224])


@right
def as_a_list():
    return [32, 3, 224, 224]


@wrong
def channels_last():
    """It looks as if the channels came last. Pictures in PIL and Matplotlib are
    stored so; torch keeps the channels before height and width."""
    return (32, 224, 224, 3)


@wrong
def no_batch_axis():
    """That is the shape of one image. A batch of images needs an axis that counts
    them: where does it go?"""
    return (3, 224, 224)


@wrong
def no_channel_axis():
    """Each pixel of an RGB image holds three numbers: red, green, blue. Which axis counts
    them?"""
    return (32, 224, 224)


@wrong
def channels_before_the_batch():
    """All four axes are there. The first one counts the samples, whatever a sample is; the
    channels belong to the image."""
    return (3, 32, 224, 224)


def proof() -> None:
    """A layer that convolves images takes such a batch."""
    images = torch.zeros(solution, device="meta")
    layer = torch.nn.Conv2d(3, 8, kernel_size=3, device="meta")
    assert layer(images).shape == (32, 8, 222, 222)
