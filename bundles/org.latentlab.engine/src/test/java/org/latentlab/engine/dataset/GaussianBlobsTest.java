package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

class GaussianBlobsTest {

    @Test
    void pixelsFollowTheFormula() {
        final ImageDataset data = GaussianBlobs.generate(new GaussianBlobsConfig(20, 16, 3, 2.5, 4));
        for (int row = 0; row < 20; row++) {
            for (int i = 0; i < 256; i++) {
                double sum = 0;
                for (int b = 1; b <= 3; b++) {
                    final double dx = i % 16 - data.factors().get("x" + b)[row];
                    final double dy = i / 16 - data.factors().get("y" + b)[row];
                    sum += Math.exp(-(dx * dx + dy * dy) / (2 * 2.5 * 2.5));
                }
                assertEquals(255 * Math.min(1, sum), data.images().byteValue(row, i), 0.5 + 1e-9);
            }
        }
    }

    @Test
    void centresAreUniformOverTheImage() {
        final ImageDataset data = GaussianBlobs.generate(new GaussianBlobsConfig(4000, 8, 1, 1, 5));
        for (final String factor : new String[]{"x1", "y1"}) {
            final double[] sorted = data.factors().get(factor).clone();
            java.util.Arrays.sort(sorted);
            double distance = 0; // Kolmogorov–Smirnov against the uniform distribution on [-0.5, 7.5)
            for (int i = 0; i < sorted.length; i++) {
                distance = Math.max(distance, Math.abs((sorted[i] + 0.5) / 8 - (i + 0.5) / sorted.length));
            }
            assertTrue(distance < 1.95 / Math.sqrt(4000), factor + ": " + distance); // p = 0.001
        }
    }

    @Test
    void namesAreOfOneLengthSoThatTheySort() {
        final ImageDataset data = GaussianBlobs.generate(new GaussianBlobsConfig(1, 8, 10, 1, 5));
        assertEquals(20, data.factors().size());
        assertEquals("x01", data.factors().firstKey());
        assertEquals("y10", data.factors().lastKey());
        assertFalse(data.isLabelled());
        assertEquals(new TreeSet<>(Set.of("x1", "y1")),
            GaussianBlobs.generate(new GaussianBlobsConfig(1, 8, 1, 1, 5)).factors().keySet());
    }

    @Test
    void fewerRowsAreTheFirstOfMore() {
        final ImageDataset many = GaussianBlobs.generate(new GaussianBlobsConfig(1500, 8, 2, 1, 6));
        final ImageDataset few = GaussianBlobs.generate(new GaussianBlobsConfig(3, 8, 2, 1, 6));
        assertEquals(many.select(new int[]{0, 1, 2}).images(), few.images());
        assertArrayEquals(many.select(new int[]{0, 1, 2}).factors().get("x2"), few.factors().get("x2"));
        assertNotEquals(few.images(), GaussianBlobs.generate(new GaussianBlobsConfig(3, 8, 2, 1, 7)).images());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(0, 8, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(1, 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(1, 8, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(1, 8, 1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(1, 8, 1, Double.NaN, 1));
        final String count = assertThrows(IllegalArgumentException.class,
            () -> new GaussianBlobsConfig(Integer.MAX_VALUE, 8, 1, 1, 1)).getMessage();
        assertTrue(count.contains("2147483647"), count);
    }

    @Test
    void theFactorsNamesDoNotDependOnTheMachinesLanguage() {
        final Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertEquals(Set.of("x1", "y1", "x2", "y2"),
                GaussianBlobs.generate(new GaussianBlobsConfig(1, 8, 2, 1, 1)).factors().keySet());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void classesAreTheCellsOfTheFirstCentre() {
        final ImageDataset data = GaussianBlobs.generate(new GaussianBlobsConfig(500, 12, 2, 1, 4, 3));
        assertEquals("row 1, column 1", data.classNames().get(0));
        assertEquals("row 3, column 2", data.classNames().get(7));
        for (int i = 0; i < 500; i++) {
            // a cell is 4 pixels wide, the first from -0.5 to 3.5
            final int column = (int)Math.floor((data.factors().get("x1")[i] + 0.5) / 4);
            final int row = (int)Math.floor((data.factors().get("y1")[i] + 0.5) / 4);
            assertEquals(3 * row + column, data.labels()[i]);
        }
        assertThrows(IllegalArgumentException.class, () -> new GaussianBlobsConfig(5, 12, 2, 1, 4, 11));
    }
}
