package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.EngineException;
import org.latentlab.engine.math.ChiSquared;

class DataCompositionTest {

    private static int[] repeat(final int... counts) {
        final int[] labels = new int[java.util.Arrays.stream(counts).sum()];
        int at = 0;
        for (int c = 0; c < counts.length; c++) {
            for (int i = 0; i < counts[c]; i++) {
                labels[at++] = c;
            }
        }
        return labels;
    }

    /** scipy.stats.chisquare of SciPy 1.10.1, printed by score_oracle.py. */
    @Test
    void countsSharesAndTestAreSciPys() {
        final DataCompositionResult r = DataComposition.compare(repeat(100, 50, 25, 200, 125), repeat(30, 5, 0, 65, 20),
            List.of("a", "b", "c", "d", "e"));
        assertEquals(20.937499999999996, r.chiSquared(), 1e-12);
        assertEquals(4, r.degreesOfFreedom());
        assertEquals(0.00032583349625906903, r.pValue(), 1e-14);
        assertEquals(0.19166666666666665, r.totalVariation(), 1e-15);
        assertEquals(new DataCompositionResult.Row("b", 50, 0.1, 5, 5.0 / 120, 5.0 / 120 / 0.1), r.rows().get(1));
        assertEquals(0, r.rows().get(2).ratio());
        assertTrue(r.warnings().isEmpty());
    }

    @Test
    void aClassThatTheReferenceLacksIsLeftOutOfTheTestAndNamed() {
        final DataCompositionResult r = DataComposition.compare(repeat(60, 40, 0, 0), repeat(30, 20, 10, 0),
            List.of("a", "b", "new", "never"));
        assertEquals(0, r.chiSquared(), 1e-12);
        assertEquals(1, r.degreesOfFreedom());
        assertEquals(1, r.pValue());
        assertEquals(1.0 / 6, r.totalVariation(), 1e-15);
        assertEquals(Double.POSITIVE_INFINITY, r.rows().get(2).ratio());
        assertTrue(Double.isNaN(r.rows().get(3).ratio()));
        assertEquals(1, r.warnings().size());
        assertEquals("The reference has no image of class 'new' (10 generated): left out of the χ² test.",
            r.warnings().get(0));
    }

    @Test
    void severalClassesThatTheReferenceLacksAreNamedInOneSentence() {
        assertEquals(List.of("The reference has no image of the classes 'b' (20 generated), 'c' (10 generated): left "
            + "out of the χ² test."), DataComposition.compare(repeat(60, 0, 0), repeat(30, 20, 10),
                List.of("a", "b", "c")).warnings());
    }

    @Test
    void nothingButNewClassesLeaveNoTest() {
        final DataCompositionResult r = DataComposition.compare(repeat(5, 5, 0), repeat(0, 0, 9),
            List.of("a", "b", "c"));
        assertTrue(Double.isNaN(r.chiSquared()));
        assertTrue(Double.isNaN(r.pValue()));
        assertEquals(1, r.totalVariation(), 1e-15);
    }

    @Test
    void fewExpectedImagesAreSaidToMakeTheTestRough() {
        final DataCompositionResult r =
            DataComposition.compare(repeat(90, 10), repeat(9, 1), List.of("a", "b"));
        assertEquals(List.of("1 of 2 classes have an expected count below 5: the p-value is only rough. "
            + "Generate more images."), r.warnings());
    }

    @Test
    void aSingleClassHasNoDegreesOfFreedom() {
        final DataCompositionResult r = DataComposition.compare(repeat(9), repeat(7), List.of("a"));
        assertEquals(0, r.totalVariation());
        assertTrue(Double.isNaN(r.pValue()));
    }

    @Test
    void emptySetsAndUnknownClassesAreRefused() {
        final List<String> names = List.of("a", "b");
        assertTrue(assertThrows(EngineException.class, () -> DataComposition.compare(new int[0], new int[1], names))
            .getMessage().contains("reference set has no rows"));
        assertTrue(assertThrows(EngineException.class, () -> DataComposition.compare(new int[1], new int[0], names))
            .getMessage().contains("generated set has no rows"));
        assertTrue(assertThrows(IllegalArgumentException.class,
            () -> DataComposition.compare(new int[1], new int[] {1, 2}, names)).getMessage()
            .contains("Row 2 (counted from 1) of the generated set has the class index 2"));
    }

    /** scipy.stats.chi2.sf of SciPy 1.10.1. */
    @ParameterizedTest
    @CsvSource({"0.5, 1, 0.47950012218695337", "3, 1, 0.08326451666355042", "7.5, 4, 0.11170929281604328",
        "16.919, 9, 0.049999640848349826", "40, 9, 7.598525229464264e-06", "250, 9, 9.976151469298895e-49",
        "90, 99, 0.729834410284651", "1100, 999, 0.013818467525532353", "0, 3, 1"})
    void theTailOfChiSquaredIsSciPys(final double x, final int df, final double expected) {
        assertEquals(expected, ChiSquared.upperTail(x, df), 1e-11 * expected);
    }
}
