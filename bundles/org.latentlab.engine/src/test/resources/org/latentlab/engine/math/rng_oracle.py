"""Prints the numbers that RngTest compares with:   python3 rng_oracle.py

xoshiro256++ as on https://prng.di.unimi.it/xoshiro256plusplus.c, its state filled by SplitMix64 (splitmix64.c there),
in Python's integers. The first lines repeat figures published elsewhere: SplitMix64 from 1234567 begins with
6457827717110365317, 3203168211198807973; xoshiro256++ from the state 1, 2, 3, 4 with 41943041, 58720359.
"""
M = (1 << 64) - 1


def mix(z):
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & M
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & M
    return z ^ (z >> 31)


def splitmix(seed):
    while True:
        seed = seed + 0x9E3779B97F4A7C15 & M
        yield mix(seed)


def rotl(x, k):
    return (x << k | x >> 64 - k) & M


def xoshiro(s):
    while True:
        yield rotl(s[0] + s[3] & M, 23) + s[0] & M
        t = s[1] << 17 & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def first(generator, n):
    return [next(generator) for _ in range(n)]


def signed(values):
    return [v - (1 << 64) if v >> 63 else v for v in values]


def seeded(seed):
    return xoshiro(first(splitmix(seed & M), 4))


def stream(seed, purpose):
    h = 0xCBF29CE484222325  # FNV-1a
    for b in purpose.encode():
        h = (h ^ b) * 0x100000001B3 & M
    return seeded(mix(seed + 0x9E3779B97F4A7C15 & M) ^ h)


if __name__ == "__main__":
    print("splitmix", first(splitmix(1234567), 2), "xoshiro", first(xoshiro([1, 2, 3, 4]), 2))
    for seed in (0, 42, -1):
        print("seed", seed, signed(first(seeded(seed), 4)))
    print("stream", signed(first(stream(7, "weights"), 2)), signed(first(stream(7, "größe"), 2)))
    print("doubles", [repr((v >> 11) * 2.0**-53) for v in first(seeded(42), 2)])
