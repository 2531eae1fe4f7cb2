package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

class ModelComparisonFeaturesTest {

    private static final List<String> NAMES = List.of("a", "b");

    /** Six images of one pixel. */
    private static final Images PIXELS = Images.ofBytes(ImageShape.gray(1, 1), new byte[]{0, 10, 2, 25, 45, 70});

    private static ModelComparisonFeatures features(final int... classes) {
        return new ModelComparisonFeatures(new ModelComparisonData(PIXELS, classes, NAMES, null));
    }

    /** By hand: the nearest others of 0 are 10, 25 and 45, of classes b, a and b; the third image has no class. */
    @Test
    void aRealImageDoesNotVoteForItself() {
        final ModelComparisonFeatures features = features(0, 1, -1, 0, 1, 1);
        final float[] values = features.of(PIXELS, Progress.NONE);
        assertArrayEquals(new int[]{1, 0, 0, 1, 1, 1}, features.realClasses(values, null, Progress.NONE));
        // a sample with the same pixels has the real image among its neighbours
        assertArrayEquals(new int[]{0, 0, 0, 1, 1, 1}, features.classes(values, null, Progress.NONE));
        assertEquals("those of the 3 nearest real images, itself left out", features.classWords());
    }

    @Test
    void threeLabelledImagesAreTooFewForTheClassesOfOthers() {
        final ModelComparisonFeatures features = features(0, 1, -1, 0, -1, -1);
        assertEquals(List.of(), features.classNames());
        assertNull(features.realClasses(features.of(PIXELS, Progress.NONE), null, Progress.NONE));
    }
}
