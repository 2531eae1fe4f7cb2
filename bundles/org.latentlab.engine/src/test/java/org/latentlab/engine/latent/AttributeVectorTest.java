package org.latentlab.engine.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.latent.AttributeVector.Unit;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.math.Rng;

class AttributeVectorTest {

    private static final Matrix EIGHT = Matrix.of(new double[]{1, 2}, new double[]{3, 1}, new double[]{2, 2},
        new double[]{0, 1}, new double[]{4, 4}, new double[]{5, 3}, new double[]{6, 7}, new double[]{1, 0});
    private static final int[] HAS = {1, 1, 0, 0, 1, 0, 0, 0};
    private static final int[] CLASSES = {0, 0, 0, 0, 1, 1, 1, 2};

    /** Means and variances (ddof=1) of NumPy. */
    @Test
    void itIsTheDifferenceOfTheMeans() {
        final AttributeVector a = AttributeVector.of(EIGHT, HAS, 1);
        assertEquals(3, a.with());
        assertEquals(5, a.without());
        assertArrayEquals(new double[]{8 / 3.0, 7 / 3.0}, a.withMean(), 1e-15);
        assertArrayEquals(new double[]{2.8, 2.6}, a.withoutMean(), 1e-15);
        assertArrayEquals(new double[]{-0.13333333333333333, -0.26666666666666666}, a.difference(), 1e-14);
        assertEquals(0.2981423969999719, a.length(), 1e-14);
        assertArrayEquals(new double[]{1.45525866, 1.49592038}, a.standardError(), 5e-9);
        assertArrayEquals(new int[0], a.balancedBy());
        assertTrue(Math.abs(a.halvesCosine()) <= 1 + 1e-15);
    }

    @Test
    void balancedEveryClassWithBothKindsWeighsTheSame() {
        final AttributeVector a = AttributeVector.balanced(EIGHT, HAS, CLASSES, 1);
        assertArrayEquals(new double[]{-0.25, -0.5}, a.difference(), 1e-15);
        assertArrayEquals(new int[]{0, 1}, a.balancedBy());
        assertEquals(3, a.with());
        assertEquals(4, a.without());
        assertTrue(Double.isNaN(a.standardError()[0])); // class 1 has one example with the attribute
        assertArrayEquals(AttributeVector.of(EIGHT, HAS, 1).difference(),
            AttributeVector.balanced(EIGHT, HAS, new int[8], 1).difference(), 1e-15);
    }

    /**
     * Class means (0, 0) and (10, 0), the attribute adds (0, 1), and nine of ten examples with it are of the second
     * class: the plain difference is (8, 1).
     */
    @Test
    void balancingTakesTheClassOutOfAnAttributeThatGoesWithIt() {
        final Rng rng = new Rng(4);
        final int n = 4000;
        final double[][] codes = new double[n][];
        final int[] has = new int[n];
        final int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            has[i] = i % 2;
            classes[i] = i % 20 < 2 ? 1 - has[i] : has[i];
            codes[i] = new double[]{10 * classes[i] + 0.1 * rng.nextGaussian(), has[i] + 0.1 * rng.nextGaussian()};
        }
        final AttributeVector plain = AttributeVector.of(Matrix.of(codes), has, 1);
        assertEquals(8, plain.difference()[0], 0.02);
        final AttributeVector balanced = AttributeVector.balanced(Matrix.of(codes), has, classes, 1);
        assertArrayEquals(new double[]{0, 1}, balanced.difference(), 0.03);
        assertEquals(0, balanced.difference()[0], 4 * balanced.standardError()[0]);
        assertTrue(balanced.halvesCosine() > 0.99);
    }

    @Test
    void theHalvesAgreeOnADirectionAndDisagreeOnChance() {
        final int n = 2000;
        final int d = 50;
        final Rng rng = new Rng(9);
        final Matrix noise = Matrix.zeros(n, d);
        for (int i = 0; i < noise.data().length; i++) {
            noise.data()[i] = rng.nextGaussian();
        }
        final int[] has = new int[n];
        for (int i = 0; i < n; i++) {
            has[i] = i % 2;
        }
        final AttributeVector chance = AttributeVector.of(noise, has, 1);
        assertEquals(0, chance.halvesCosine(), 4 / Math.sqrt(d)); // two independent directions of d dimensions
        assertEquals(chance.halvesCosine(), AttributeVector.of(noise, has, 1).halvesCosine());
        assertNotEquals(chance.halvesCosine(), AttributeVector.of(noise, has, 2).halvesCosine());
        for (int i = 1; i < n; i += 2) {
            noise.data()[i * d] += 3;
        }
        // a half's difference is 3 in one dimension and has variance 2/500 in each: cosine about 9/(9 + 50·0.004)
        assertEquals(9 / 9.2, AttributeVector.of(noise, has, 1).halvesCosine(), 0.01);
    }

    @Test
    void aGroupOfOneCannotBeHalved() {
        final AttributeVector a = AttributeVector.of(Matrix.of(new double[]{3}, new double[]{1}), new int[]{1, 0}, 1);
        assertArrayEquals(new double[]{2}, a.difference());
        assertTrue(Double.isNaN(a.halvesCosine()));
        assertTrue(Double.isNaN(a.standardError()[0]));
    }

    @Test
    void strengthsAreAddedInEitherUnit() {
        final AttributeVector a =
            AttributeVector.of(Matrix.of(new double[]{3, 4}, new double[]{0, 0}), new int[]{1, 0}, 1);
        final Matrix codes = Matrix.of(new double[]{1, 1}, new double[]{-1, 0});
        assertArrayEquals(new double[]{-2, -3, 1, 1, 7, 9, -4, -4, -1, 0, 5, 8},
            a.addedTo(codes, new double[]{-1, 0, 2}, Unit.DIFFERENCE).data(), 1e-15);
        assertArrayEquals(new double[]{1 + 0.6, 1 + 0.8, -1 + 0.6, 0.8},
            a.addedTo(codes, new double[]{1}, Unit.LENGTH).data(), 1e-15);
        assertEquals("A strength is a finite number, not NaN.", assertThrows(IllegalArgumentException.class,
            () -> a.addedTo(codes, new double[]{Double.NaN}, Unit.LENGTH)).getMessage());
        assertEquals("The attribute vector has 2 dimensions, but the codes to change have 3. Take both from the same "
            + "latent space.", assertThrows(IllegalArgumentException.class,
                () -> a.addedTo(Matrix.zeros(1, 3), new double[]{1}, Unit.LENGTH)).getMessage());
    }

    @Test
    void groupsThatGiveNoDirectionAreRefused() {
        assertEquals("There are 2 usable codes with the attribute and 0 without it; at least one of each is needed.",
            assertThrows(EngineException.class, () -> AttributeVector.of(Matrix.zeros(3, 1), new int[]{1, 1, -1}, 1))
                .getMessage());
        assertTrue(assertThrows(EngineException.class, () -> AttributeVector.of(
            Matrix.of(new double[]{1, 0.1}, new double[]{1, 0.1}), new int[]{1, 0}, 1)).getMessage()
            .startsWith("The codes with the attribute have the same mean as those without it"));
        assertTrue(assertThrows(EngineException.class,
            () -> AttributeVector.balanced(EIGHT, HAS, new int[]{0, 0, 1, 1, 0, 1, 1, 1}, 1)).getMessage()
            .startsWith("No class has codes both with and without the attribute"));
        assertThrows(IllegalArgumentException.class, () -> AttributeVector.of(EIGHT, new int[3], 1));
    }
}
