"""Writes Data/random.json: orders and draws by SplitMix64, written here a second time.

The first is SeededRandom.cs; no package is asked for them.
"""

import common


class SplitMix64:
    MASK = (1 << 64) - 1

    def __init__(self, *key):
        self.state = 0
        for part in key:
            self.state = self.mix(self.state ^ (part & self.MASK))

    def mix(self, z):
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & self.MASK
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB & self.MASK
        return z ^ (z >> 31)

    def word(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & self.MASK
        return self.mix(self.state)

    def below(self, bound):
        return self.word() * bound >> 64

    def shuffled(self, values):
        values = list(values)
        for i in range(len(values) - 1):
            j = i + self.below(len(values) - i)
            values[i], values[j] = values[j], values[i]
        return values


def random_numbers():
    split, order, transform = 1, 2, 3
    # The words of the published generator from state 0, as in Vigna's splitmix64.c.
    published = SplitMix64()
    assert published.word() == 0xE220A8397B1DCDAF and published.word() == 0x6E789E6AA1B965F4
    cases = [
        dict(seed=seed, epoch=epoch, order=SplitMix64(order, seed, epoch, 0).shuffled(range(23)))
        for seed, epoch in ((42, 1), (0, 0), (-7, 3), (2**40, 12))
    ]
    # Of 20 pictures with labels 0, 1, 0, 1, ...: four of each class.
    drawn = [
        index
        for label in (0, 1)
        for index in SplitMix64(split, 42, label, 0).shuffled(range(label, 20, 2))[:4]
    ]
    generator = SplitMix64(transform, -5, 6, 7)
    doubles = [(generator.word() >> 11) / 2**53 for _ in range(3)]
    common.write_json(
        dict(orders=cases, take=sorted(drawn), doubles=doubles), common.DATA, "random.json"
    )


random_numbers()
