package org.latentlab.engine.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int[] ASKED = {0, 0, 0, 1, 1, 2, 2, 2, 2, 2};
    private static final int[] FOUND = {0, 0, 1, 1, 1, 2, 0, 2, 2, 1};

    /** scikit-learn's confusion_matrix, accuracy_score and recall_score (macro). */
    @Test
    void countsAndSharesAreThoseOfScikitLearn() {
        final ConfusionMatrix m = ConfusionMatrix.of(ASKED, FOUND, NAMES);
        assertArrayEquals(new int[][]{{2, 1, 0}, {0, 2, 0}, {1, 1, 3}}, m.counts());
        assertEquals(0.7, m.accuracy());
        assertEquals(2 / 3.0, m.accuracy(0));
        assertEquals(1, m.accuracy(1));
        assertEquals(0.6, m.accuracy(2));
        assertEquals(0.7555555555555555, m.meanAccuracy(), 1e-15);
        assertEquals(0.2, m.share(2, 1));
        assertEquals(10, m.total());
        assertEquals(5, m.asked(2));
    }

    @Test
    void errorsAreThoseOfAShare() {
        final ConfusionMatrix m = ConfusionMatrix.of(ASKED, FOUND, NAMES);
        assertEquals(Math.sqrt(0.7 * 0.3 / 10), m.standardError(), 1e-15);
        assertEquals(Math.sqrt(0.6 * 0.4 / 5), m.standardError(2), 1e-15);
        assertEquals(0, m.standardError(1));
    }

    @Test
    void imagesWithoutEitherClassAndClassesWithoutImagesDoNotCount() {
        final ConfusionMatrix m = ConfusionMatrix.of(new int[]{0, -1, 0, 2}, new int[]{0, 1, -1, 0}, NAMES);
        assertEquals(2, m.total());
        assertEquals(0.5, m.accuracy());
        assertEquals(0.5, m.meanAccuracy());
        assertTrue(Double.isNaN(m.accuracy(1)));
        assertTrue(Double.isNaN(m.standardError(1)));
        final ConfusionMatrix none = ConfusionMatrix.of(new int[0], new int[0], NAMES);
        assertTrue(Double.isNaN(none.accuracy()));
        assertTrue(Double.isNaN(none.meanAccuracy()));
    }

    @Test
    void unknownClassesAreRefused() {
        assertEquals("Image 2 (counted from 1) has the class indices 1 and 3, but the classes go from 0 to 2.",
            assertThrows(IllegalArgumentException.class,
                () -> ConfusionMatrix.of(new int[]{0, 1}, new int[]{0, 3}, NAMES)).getMessage());
        assertEquals("2 classes asked for and 1 found do not belong to the same images.",
            assertThrows(IllegalArgumentException.class,
                () -> ConfusionMatrix.of(new int[2], new int[1], NAMES)).getMessage());
    }
}
