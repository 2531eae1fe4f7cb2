package org.latentlab.engine.math;

import java.nio.charset.StandardCharsets;

/**
 * Random numbers that are the same on every Java version: xoshiro256++ (Blackman and Vigna 2021, "Scrambled linear
 * pseudorandom number generators"), its state filled by SplitMix64. A run has one seed; every purpose within it
 * (weights, shuffling, reparameterisation, sampling) draws from a stream of its own, so that one purpose drawing more
 * does not change another.
 */
public final class Rng {

    private long m_s0;
    private long m_s1;
    private long m_s2;
    private long m_s3;
    private double m_spare = Double.NaN;

    /** @param seed any value */
    public Rng(final long seed) {
        long s = seed;
        s += 0x9E3779B97F4A7C15L;
        m_s0 = mix(s);
        s += 0x9E3779B97F4A7C15L;
        m_s1 = mix(s);
        s += 0x9E3779B97F4A7C15L;
        m_s2 = mix(s);
        s += 0x9E3779B97F4A7C15L;
        m_s3 = mix(s);
    }

    /**
     * @param seed the seed of the run
     * @param purpose what the numbers are for, e.g. "weights"; part of the stream's identity
     * @return the stream of that purpose
     */
    public static Rng stream(final long seed, final String purpose) {
        long h = 0xcbf29ce484222325L; // FNV-1a over the purpose
        for (final byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            h = (h ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new Rng(mix(seed + 0x9E3779B97F4A7C15L) ^ h);
    }

    private static long mix(final long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** @return 64 random bits */
    public long nextLong() {
        final long result = Long.rotateLeft(m_s0 + m_s3, 23) + m_s0;
        final long t = m_s1 << 17;
        m_s2 ^= m_s0;
        m_s3 ^= m_s1;
        m_s1 ^= m_s2;
        m_s0 ^= m_s3;
        m_s2 ^= t;
        m_s3 = Long.rotateLeft(m_s3, 45);
        return result;
    }

    /** @return uniform in [0, 1), 53 bits */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * @param low the lower bound
     * @param high the upper bound, at least low, at a finite distance from it
     * @return uniform in [low, high); high itself only if low is the same, or by rounding where few numbers lie between
     */
    public double nextDouble(final double low, final double high) {
        return low + (high - low) * nextDouble();
    }

    /**
     * @param bound at least 1
     * @return uniform in 0…bound-1, without bias (Lemire 2019)
     */
    public int nextInt(final int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("The bound of a random integer is at least 1, not " + bound + ".");
        }
        long m = (nextLong() >>> 32) * bound;
        if ((m & 0xffffffffL) < bound) {
            final long threshold = (0x100000000L - bound) % bound;
            while ((m & 0xffffffffL) < threshold) {
                m = (nextLong() >>> 32) * bound;
            }
        }
        return (int)(m >>> 32);
    }

    /** @return standard normal, by Marsaglia's polar method */
    public double nextGaussian() {
        if (!Double.isNaN(m_spare)) {
            final double g = m_spare;
            m_spare = Double.NaN;
            return g;
        }
        double u;
        double v;
        double s;
        do {
            u = 2 * nextDouble() - 1;
            v = 2 * nextDouble() - 1;
            s = u * u + v * v;
        } while (s >= 1 || s == 0);
        final double f = Math.sqrt(-2 * StrictMath.log(s) / s);
        m_spare = v * f;
        return u * f;
    }

    /**
     * Shuffles in place (Fisher–Yates).
     *
     * @param values what to shuffle
     */
    public void shuffle(final int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            final int j = nextInt(i + 1);
            final int t = values[i];
            values[i] = values[j];
            values[j] = t;
        }
    }
}
