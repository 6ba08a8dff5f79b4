"""An image as a tensor of floats from 0 to 1, of shape (C, H, W):
channels, height, width.

`image` is a NumPy array of bytes (uint8, 0 to 255) of shape (H, W, C), as
image files are read.
"""

import math

import numpy as np
import torch
from hypothesis import strategies as st

from preliminaries.authoring import examples, right, unlike_sizes, wrong

name = "to_image_tensor"
hints = (
    "Which axis has to come first, and does it move, or are the numbers only counted anew?",
    "`permute` moves axes, `reshape` counts anew. The largest byte should become 1.0.",
    "`torch.from_numpy(image).permute(2, 0, 1)`, and then the scale.",
)
proves = "Axes are moved with permute; bytes become fractions of 255."
strict_type = True


def solution(image):
    return torch.from_numpy(image).permute(2, 0, 1) / 255


def inputs():
    def of(sizes):
        shape = (*sizes[0], sizes[1])
        count = math.prod(shape)
        bytes_ = st.lists(st.integers(0, 255), min_size=count, max_size=count)
        return bytes_.map(lambda b: (np.array(b, dtype=np.uint8).reshape(shape),))

    return st.tuples(unlike_sizes(2, 1, 4), st.sampled_from([3, 3, 1, 4])).flatmap(of)


def edge_cases():
    ramp = np.arange(0, 240, 10, dtype=np.uint8)
    return [
        (ramp[:6].reshape(2, 1, 3),),
        (ramp[:12].reshape(2, 2, 3),),
        (np.array([[[0, 128, 255]]], dtype=np.uint8),),
        (ramp[:18].reshape(2, 3, 3),),
    ]


@right
def with_numpy(image):
    return torch.tensor(np.moveaxis(image, -1, 0) / 255.0)


@right
def transposed_first(image):
    return torch.tensor(image.transpose(2, 0, 1).copy(), dtype=torch.float32).div(255)


@right
def channel_by_channel(image):
    planes = [torch.tensor(image[:, :, c]).float() / 255 for c in range(image.shape[2])]
    return torch.stack(planes)


@wrong
def reshaped(image):
    """The shape is right, but the picture is scrambled: `reshape` keeps the numbers in
    their order and only counts them anew. The axes have to *move*."""
    H, W, C = image.shape
    return torch.from_numpy(image).reshape(C, H, W) / 255


@wrong
def not_scaled(image):
    """The values go up to 255. Divide, so that the largest byte becomes 1."""
    return torch.from_numpy(image).permute(2, 0, 1).float()


@wrong
def still_bytes(image):
    """These are still bytes. A model computes in floats: divide by 255 and they become
    floats from 0 to 1."""
    return torch.from_numpy(image).permute(2, 0, 1)


@wrong
def channels_last(image):
    """The values are right, but the channels still come last. torch wants them first."""
    return torch.from_numpy(image) / 255


@wrong
def width_before_height(image):
    """It looks as if the order of all three axes was turned round: the picture is mirrored
    at its diagonal. Height comes before width."""
    return torch.from_numpy(image).permute(2, 1, 0) / 255


@wrong
def whole_division(image):
    """What is below 255 has become 0, and the picture is black. `//` does that, and so does
    turning fractions into whole numbers: divide with `/`, and leave the result a float."""
    return (torch.from_numpy(image).permute(2, 0, 1) // 255).float()


@wrong
def whole_division_of_bytes(image):
    """These are still bytes, and what is below 255 has become 0: the picture is black. `//` does
    that. `/` makes floats of bytes."""
    return torch.from_numpy(image).permute(2, 0, 1) // 255


@wrong
def by_256(image):
    """It looks as if 256 was divided by. There are 256 bytes, but the largest is 255, and
    it should become 1."""
    return torch.from_numpy(image).permute(2, 0, 1) / 256


@wrong
def by_its_own_maximum(image):
    """It looks as if the brightest pixel of this image was made 1. Then a photograph at
    night is as bright as one at noon: the scale is the same for all images."""
    return torch.from_numpy(image).permute(2, 0, 1) / max(int(image.max()), 1)


@wrong
def stayed_in_numpy(image):
    """This is still a NumPy array. `torch.from_numpy` makes a tensor of it."""
    return image.transpose(2, 0, 1) / 255


def proof() -> None:
    """Each pixel is where it was, channel first."""
    for (image,) in [*edge_cases(), *examples(inputs())]:
        tensor = solution(image)
        assert tensor.dtype == torch.float32
        assert tensor.shape == image.shape[2:] + image.shape[:2]
        for h, w, c in np.ndindex(image.shape):
            assert math.isclose(tensor[c, h, w], int(image[h, w, c]) / 255, rel_tol=1e-6)
