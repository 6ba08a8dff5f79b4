"""Three classes, each as likely as the others, are sent as bits: how many, on
average, for one class, or for a block of 5? Two decimals will do.

A word is a row of bits. Blocks of 5 classes have a word each, all of these
words equally long.
"""

import math

from preliminaries.authoring import reading, right, wrong

hints = (
    "How many words of b bits are there? How many different blocks of 5 classes?",
    "There are 2ᵇ words and 3⁵ = 243 blocks: which power of 2 is enough? Longer blocks waste less, "
    "and the entropy is what is left.",
    "2 for one class; 8 for a block, since 2⁸ = 256, which is 8/5 a class; and log2(3).",
)
proves = "A word has whole bits, so blocks waste less; the entropy, log2(3), is never reached."
read = reading.each(reading.two_decimals)
tolerance = 0.0064  # log2(3) is 1.585, rounded up or down, and 5/3 may be cut off to 1.66

solution = {
    "bits a class: a word each, equally long": 2,
    "bits a class: the words 0, 10, 11": 1.67,
    "bits of one block's word": 8,
    "bits a class: in blocks of 5": 1.6,
    "bits a class: the limit of longer blocks": 1.58,
}
ALONE, UNEQUAL, BLOCK, IN_BLOCKS, LIMIT = solution


@right
def by_counting():
    block = math.ceil(math.log2(3**5))
    return {
        ALONE: math.ceil(math.log2(3)),
        UNEQUAL: (1 + 2 + 2) / 3,
        BLOCK: block,
        IN_BLOCKS: block / 5,
        LIMIT: math.log2(3),
    }


@right
def as_floats():
    return {
        ALONE: 2.0,
        UNEQUAL: 5 / 3,
        BLOCK: 8.0,
        IN_BLOCKS: 1.60,
        LIMIT: math.log(3) / math.log(2),
    }


@wrong
def five_words_for_a_block():
    """That is five words of 2 bits, one for each class. A block has a word of its *own*: there are
    243 blocks, and 10 bits make 1024 words."""
    return {BLOCK: 10, IN_BLOCKS: 2}


@wrong
def rounded_down():
    """7 bits make 2⁷ = 128 words. How many blocks are there, with one of three classes at each of
    five places?"""
    return {BLOCK: 7, IN_BLOCKS: 1.4}


@wrong
def fractions_of_bits_in_a_word():
    """A word has a whole number of bits. log2 of the number of blocks says how many it takes at
    least: round up."""
    return {BLOCK: 5 * math.log2(3), IN_BLOCKS: math.log2(3)}


@wrong
def entropy_for_one_class():
    """1.58 is the entropy. One class alone has a word of whole bits, and two words of one bit are
    too few for three classes."""
    return {ALONE: math.log2(3)}


@wrong
def two_words_are_enough():
    """One bit makes two words, 0 and 1. There are three classes."""
    return {ALONE: 1}


@wrong
def three_bits_for_three():
    """Three bits make eight words. How many do you need?"""
    return {ALONE: 3}


@wrong
def a_bit_for_each_class():
    """It looks as if each class took a bit. b bits make 2ᵇ words: three make 8, and fifteen make
    32 768. How many words are needed?"""
    return {ALONE: 3, BLOCK: 15, IN_BLOCKS: 3}


@wrong
def limit_is_reached_at_two():
    """Blocks of 5 need 1.6 bits a class already, which is less than 2. What do log2(3ⁿ) bits for n
    classes make for one?"""
    return {LIMIT: 2}


@wrong
def limit_in_nats():
    """1.10 is log 3 by the natural logarithm, in nats. A bit is a choice between *two*: log2(3)."""
    return {LIMIT: math.log(3)}


@wrong
def limit_of_the_blocks_of_five():
    """Blocks of 5 have 256 words for 243 blocks, so a little is wasted. Longer ones waste less
    still: where does it end?"""
    return {LIMIT: 1.6}


@wrong
def limit_goes_to_one():
    """One bit a class would make 2ⁿ words for 3ⁿ blocks of n: too few, however long the blocks
    are."""
    return {LIMIT: 1}


@wrong
def words_counted_alike():
    """All three words are used equally often, that is true, and they are 1, 2 and 2 bits long: the
    mean of three numbers has a 3 below it."""
    return {UNEQUAL: 1.5}


def proof() -> None:
    """Counted: the shortest words of which there are enough; and long blocks near the limit."""

    def shortest(count):
        return next(bits for bits in range(100_000) if 2**bits >= count)

    block = shortest(3**5)
    found = (shortest(3), sum(map(len, ("0", "10", "11"))) / 3, block, block / 5)
    for value, (line, predicted) in zip(found, solution.items()):
        assert abs(value - predicted) < 0.005, line
    long = shortest(3**2000) / 2000
    assert 2**1000 < 3**631 and abs(long - solution[LIMIT]) < 0.006
