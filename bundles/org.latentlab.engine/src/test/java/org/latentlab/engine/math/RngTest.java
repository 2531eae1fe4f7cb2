package org.latentlab.engine.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

/** The generator's numbers are those of {@code python3 rng_oracle.py}, beside this class's resources. */
class RngTest {

    private static long[] first(final Rng rng, final int n) {
        final long[] values = new long[n];
        Arrays.setAll(values, i -> rng.nextLong());
        return values;
    }

    @Test
    void itIsXoshiro256PlusPlusSeededBySplitMix64() {
        assertArrayEquals(new long[]{5987356902031041503L, 7051070477665621255L, 6633766593972829180L,
            211316841551650330L}, first(new Rng(0), 4));
        assertArrayEquals(new long[]{-3425465463722317665L, 5881210131331364753L, -297100157724070516L,
            -5513075133950446152L}, first(new Rng(42), 4));
        assertArrayEquals(new long[]{6254647548650071986L, -1835911450961749104L, -2023886839381112181L,
            5048281510058307187L}, first(new Rng(-1), 4));
    }

    @Test
    void aPurposesStreamFollowsFromSeedAndName() {
        assertArrayEquals(new long[]{2474027601945981933L, 9071530052330830821L},
            first(Rng.stream(7, "weights"), 2));
        assertArrayEquals(new long[]{2615253774582481670L, -2227371020689678781L}, first(Rng.stream(7, "größe"), 2));
    }

    @Test
    void doublesAreTheUpper53BitsAndStayWithinTheirBounds() {
        final Rng rng = new Rng(42);
        assertEquals(0.8143051451229099, rng.nextDouble());
        assertEquals(0.3188210400616611, rng.nextDouble());
        for (int i = 0; i < 1000; i++) {
            final double u = rng.nextDouble(-3, 5);
            assertTrue(u >= -3 && u < 5, "drawn " + u);
        }
        assertEquals(2.5, rng.nextDouble(2.5, 2.5));
    }

    /** Pearson's χ² with 6 degrees of freedom: 22.46 is its 99.9 % quantile. */
    @Test
    void integersAreUniform() {
        final Rng rng = new Rng(3);
        final int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[rng.nextInt(7)]++;
        }
        double chiSquared = 0;
        for (final int count : counts) {
            chiSquared += (count - 10_000.0) * (count - 10_000.0) / 10_000;
        }
        assertTrue(chiSquared < 22.46, "χ² = " + chiSquared);
    }

    /**
     * Of 32 random bits x, the remainder by 3·2²⁹ is below 2²⁹ in 3 of 8 cases, and ⌊x·3·2²⁹/2³²⌋ mod 3 is 2 in 2 of 8,
     * where 1 of 3 would be right.
     */
    @Test
    void aBoundNearTheLargestIntegerHasNoBias() {
        final Rng rng = new Rng(4);
        final int bound = 3 << 29;
        int low = 0;
        int twos = 0;
        for (int i = 0; i < 30_000; i++) {
            final int value = rng.nextInt(bound);
            assertTrue(value >= 0 && value < bound, "drawn " + value);
            low += value < 1 << 29 ? 1 : 0;
            twos += value % 3 == 2 ? 1 : 0;
        }
        assertEquals(10_000, low, 4 * Math.sqrt(30_000 * 2 / 9.0));
        assertEquals(10_000, twos, 4 * Math.sqrt(30_000 * 2 / 9.0));
        assertEquals(0, rng.nextInt(1));
        assertThrows(IllegalArgumentException.class, () -> rng.nextInt(0));
    }

    /** Mean, variance, skewness and kurtosis within four standard errors of 0, 1, 0 and 3; neighbours independent. */
    @Test
    void gaussiansHaveTheMomentsOfTheStandardNormal() {
        final Rng rng = new Rng(5);
        final int n = 200_000;
        final double[] sums = new double[4];
        double neighbours = 0;
        double before = 0;
        for (int i = 0; i < n; i++) {
            final double g = rng.nextGaussian();
            double power = 1;
            for (int p = 0; p < 4; p++) {
                power *= g;
                sums[p] += power / n;
            }
            neighbours += before * g / n;
            before = g;
        }
        assertEquals(0, sums[0], 4 / Math.sqrt(n));
        assertEquals(1, sums[1], 4 * Math.sqrt(2.0 / n));
        assertEquals(0, sums[2], 4 * Math.sqrt(15.0 / n));
        assertEquals(3, sums[3], 4 * Math.sqrt(96.0 / n));
        assertEquals(0, neighbours, 4 / Math.sqrt(n));
    }

    /** χ² with 23 degrees of freedom: 49.73 is its 99.9 % quantile. */
    @Test
    void everyOrderComesAsOften() {
        final Rng rng = new Rng(6);
        final int[] counts = new int[4 * 4 * 4 * 4];
        for (int i = 0; i < 24_000; i++) {
            final int[] order = {0, 1, 2, 3};
            rng.shuffle(order);
            counts[order[0] + 4 * order[1] + 16 * order[2] + 64 * order[3]]++;
        }
        double chiSquared = 0;
        int orders = 0;
        for (final int count : counts) {
            chiSquared += count == 0 ? 0 : (count - 1000.0) * (count - 1000.0) / 1000;
            orders += count > 0 ? 1 : 0;
        }
        assertEquals(24, orders);
        assertTrue(chiSquared < 49.73, "χ² = " + chiSquared);
    }
}
