package org.latentlab.engine.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

class StandInTest {

    private static ImageDataset read(final StandIn standIn, final Split split, final int limit, final long seed) {
        return DatasetReader.read(new DatasetRequest(DatasetFormat.AUTO, null, split, limit, seed, null, standIn),
            Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void drawsEveryClassAndTheSameForTheSameSeed(final StandIn standIn) {
        final ImageDataset data = read(standIn, Split.TRAIN, 200, 7);
        assertEquals(200, data.size());
        assertEquals(SyntheticDigits.CLASS_NAMES, data.classNames());
        final int[] counts = new int[10];
        for (final int label : data.labels()) {
            counts[label]++;
        }
        assertArrayEquals(new int[]{20, 20, 20, 20, 20, 20, 20, 20, 20, 20}, counts);
        assertEquals(data.images().fingerprint(), read(standIn, Split.TRAIN, 200, 7).images().fingerprint());
        assertNotEquals(data.images().fingerprint(), read(standIn, Split.TRAIN, 200, 8).images().fingerprint());
        assertNotEquals(data.images().fingerprint(), read(standIn, Split.TEST, 200, 7).images().fingerprint());
    }

    @Test
    void shapesAreThoseOfTheDataTheyStandFor() {
        assertEquals(ImageShape.gray(28, 28), read(StandIn.TEXTURED_DIGITS, Split.TRAIN, 10, 1).images().shape());
        assertEquals(ImageShape.rgb(32, 32), read(StandIn.COLOUR_DIGITS, Split.TRAIN, 10, 1).images().shape());
    }

    @Test
    void digitsStandOutFromTheirTexture() {
        final Images plain = read(StandIn.VARIED_DIGITS, Split.TRAIN, 100, 3).images();
        final Images textured = read(StandIn.TEXTURED_DIGITS, Split.TRAIN, 100, 3).images();
        for (int i = 0; i < 100; i++) {
            double ink = 0;
            double inkWeight = 0;
            double ground = 0;
            double groundWeight = 0;
            for (int p = 0; p < plain.shape().values(); p++) {
                final double m = plain.value(i, p);
                ink += m * m * textured.value(i, p);
                inkWeight += m * m;
                ground += m == 0 ? textured.value(i, p) : 0;
                groundWeight += m == 0 ? 1 : 0;
            }
            final double contrast = Math.abs(ink / inkWeight - ground / groundWeight);
            assertTrue(contrast > 0.2, "digit " + i + " has a contrast of " + contrast);
        }
    }

    @Test
    void aNamedFormatIsNotReplaced() {
        final ImageDataset digits = DatasetReader.read(new DatasetRequest(DatasetFormat.SYNTHETIC_DIGITS, null,
            Split.TRAIN, 10, 1, null, StandIn.COLOUR_DIGITS), Progress.NONE);
        assertEquals("Synthetic digits", digits.name());
    }
}
