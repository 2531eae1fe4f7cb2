package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;

class ImageDatasetTest {

    private static final Images THREE = Images.ofBytes(ImageShape.gray(1, 1), new byte[]{1, 2, 3});

    private static SortedMap<String, double[]> factors(final double... values) {
        final SortedMap<String, double[]> factors = new TreeMap<>();
        factors.put("f", values);
        return factors;
    }

    @Test
    void selectTakesEverythingAlong() {
        final ImageDataset data = new ImageDataset("n", THREE, new int[]{0, 1, 0}, List.of("a", "b"),
            List.of("p", "q", "r"), factors(7, 8, 9), List.of(new BrokenImage(1, "q", "Why."),
                new BrokenImage(2, "r", "Because.")));
        final ImageDataset chosen = data.select(new int[]{2, 0});
        assertEquals(Images.ofBytes(ImageShape.gray(1, 1), new byte[]{3, 1}), chosen.images());
        assertArrayEquals(new int[]{0, 0}, chosen.labels());
        assertEquals(List.of("a", "b"), chosen.classNames());
        assertEquals(List.of("r", "p"), chosen.rowNames());
        assertArrayEquals(new double[]{9, 7}, chosen.factors().get("f"));
        assertEquals(List.of(new BrokenImage(0, "r", "Because.")), chosen.broken());
    }

    @Test
    void partsOfAnotherLengthAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> ImageDataset.labelled("n", THREE, new int[]{0, 0}, List.of("a")));
        assertThrows(IllegalArgumentException.class,
            () -> ImageDataset.labelled("n", THREE, new int[]{0, 0, 1}, List.of("a")));
        assertThrows(IllegalArgumentException.class,
            () -> new ImageDataset("n", THREE, null, List.of(), List.of("p"), factors(1, 2, 3), List.of()));
        assertThrows(IllegalArgumentException.class,
            () -> new ImageDataset("n", THREE, null, List.of(), null, factors(1, 2), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ImageDataset("n", THREE, null, List.of(), null,
            factors(1, 2, 3), List.of(new BrokenImage(3, "x", "No."))));
    }
}
