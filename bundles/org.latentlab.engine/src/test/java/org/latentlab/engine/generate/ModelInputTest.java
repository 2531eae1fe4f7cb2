package org.latentlab.engine.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

class ModelInputTest {

    /** Three vectors of (income, age, always 7). */
    private static final Images VECTORS = Images.ofFloats(ImageShape.gray(1, 3),
        new float[]{1000, -1, 7, 3000, 0, 7, 2000, 4, 7});

    private static final ModelInput NAMED = ModelInput.of(false, List.of("income", "age", "seven"));

    @Test
    void valuesAreBroughtToTheUnitRangeAndBack() {
        final ModelInput input = NAMED.scaledToUnitRange(VECTORS);
        assertArrayEquals(new float[]{0, 0, 0, 1, 0.2f, 0, 0.5f, 1, 0}, input.apply(VECTORS).toFloats(), 1e-6f);
        assertArrayEquals(VECTORS.toFloats(), input.restore(input.apply(VECTORS)).toFloats(), 1e-3f);
        assertEquals(List.of("income", "age", "seven"), input.columns());
    }

    /** Standard deviations by scipy.stats.tstd: 1000 of (1000, 3000, 2000), 2.6457513 of (−1, 0, 4). */
    @Test
    void valuesAreStandardisedAndBroughtBack() {
        final ModelInput input = NAMED.standardised(VECTORS);
        assertArrayEquals(new double[]{1000, Math.sqrt(7), 1}, input.scale(), 1e-9);
        assertArrayEquals(new float[]{-1, -0.7559289f, 0, 1, -0.3779645f, 0, 0, 1.1338934f, 0},
            input.apply(VECTORS).toFloats(), 1e-6f);
        assertArrayEquals(VECTORS.toFloats(), input.restore(input.apply(VECTORS)).toFloats(), 1e-3f);
    }

    @Test
    void imagesThatNeedNothingStayTheSameObject() {
        assertSame(VECTORS, ModelInput.AS_IT_IS.apply(VECTORS));
        assertSame(VECTORS, ModelInput.AS_IT_IS.restore(VECTORS));
        final Images gray = Images.ofBytes(ImageShape.gray(1, 1), new byte[]{9});
        assertSame(gray, ModelInput.of(true, List.of()).apply(gray));
    }

    @Test
    void colourTurnsGrayWhereItDidInTraining() {
        final Images red = Images.ofBytes(ImageShape.rgb(1, 1), new byte[]{(byte)255, 0, 0});
        assertEquals(Images.ofBytes(ImageShape.gray(1, 1), new byte[]{76}), ModelInput.of(true, List.of()).apply(red));
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        final ModelInput input = NAMED.standardised(VECTORS);
        final Images two = Images.ofFloats(ImageShape.gray(1, 2), new float[]{1, 2});
        assertEquals("The vectors have 2 values, but the model was trained on vectors of 3. Choose the same columns.",
            assertThrows(EngineException.class, () -> input.apply(two)).getMessage());
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        final double[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> new ModelInput(false, List.of(), one, new double[0]));
        assertThrows(IllegalArgumentException.class, () -> new ModelInput(false, List.of("a", "b"), one, one));
        assertThrows(IllegalArgumentException.class, () -> new ModelInput(false, List.of(), one, new double[]{0}));
        assertThrows(IllegalArgumentException.class,
            () -> new ModelInput(false, List.of(), new double[]{Double.NaN}, one));
    }
}
