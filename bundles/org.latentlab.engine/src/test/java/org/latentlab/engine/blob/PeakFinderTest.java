package org.latentlab.engine.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

class PeakFinderTest {

    private static final double[] LINE = {0, 3, 1, 4, 2, 2, 5, 0, 1, 0.5, 1, 7, 6, 6.5, 2, 9, 0};

    private static int[] pixels(final List<PeakFinder.Peak> peaks) {
        return peaks.stream().mapToInt(PeakFinder.Peak::pixel).toArray();
    }

    /** Along a line: scipy.signal.find_peaks and peak_prominences of SciPy. */
    @Test
    void prominencesAreSciPys() {
        final List<PeakFinder.Peak> peaks = PeakFinder.peaks(new GrayImage(LINE, 1, LINE.length), 0, 0.1);
        assertArrayEquals(new int[]{15, 6, 11, 1, 3, 8, 13}, pixels(peaks));
        assertArrayEquals(new double[]{9, 5, 5, 2, 2, 0.5, 0.5},
            peaks.stream().mapToDouble(PeakFinder.Peak::prominence).toArray(), 1e-12);
    }

    @Test
    void onlyPeaksOfTheLeastProminenceCount() {
        assertArrayEquals(new int[]{15, 6, 11},
            pixels(PeakFinder.peaks(new GrayImage(LINE, 1, LINE.length), 0, 2.5)));
        assertEquals(List.of(), PeakFinder.peaks(new GrayImage(LINE, 1, LINE.length), 5, 5.5), "above a high floor");
    }

    /** Two hills joined at a corner only: the saddle is the lower of the corner's two pixels. */
    @Test
    void pixelsTouchAtCornersAndAPlateauIsOnePeak() {
        final double[] pixels = {9, 9, 0, 0, 9, 4, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0};
        final List<PeakFinder.Peak> peaks = PeakFinder.peaks(new GrayImage(pixels, 4, 4), 0, 0.1);
        assertArrayEquals(new int[]{0, 10}, pixels(peaks));
        assertEquals(3, peaks.get(1).prominence(), 1e-12);
        assertEquals(3, peaks.get(0).area(), "the plateau is higher than 4.5, the saddle is not");
        assertEquals(1, peaks.get(1).area());
    }

    /** scipy.ndimage.gaussian_filter(mode='reflect') of SciPy. */
    @Test
    void smoothingIsSciPys() {
        final double[] pixels = new double[30];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 6; j++) {
                pixels[6 * i + j] = (3 * i + 5 * j * j + i * j) % 11 / 11.0;
            }
        }
        final GrayImage image = new GrayImage(pixels, 5, 6);
        final double[] one = image.smoothed(1).pixels();
        assertEquals(0.2755059437655505, one[0], 1e-12);
        assertEquals(0.47708452057778283, one[15], 1e-12);
        assertEquals(0.45421065268688465, one[29], 1e-12);
        final double[] more = image.smoothed(2.5).pixels();
        assertEquals(0.4426902495141981, more[0], 1e-12);
        assertEquals(0.4684601038228048, more[15], 1e-12);
        assertArrayEquals(pixels, image.smoothed(0).pixels());
    }

    @Test
    void noiseIsEstimatedBesideASmoothSlope() {
        final Rng rng = new Rng(4);
        final double[] pixels = new double[200 * 200];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0.001 * (i % 200) + 0.03 * rng.nextGaussian();
        }
        final GrayImage image = new GrayImage(pixels, 200, 200);
        assertEquals(0.03, image.noise(), 0.03 * 0.02);
        // by NumPy: the root of the sum of squares of the filter's weights
        assertEquals(0.28212565506459814, GrayImage.noiseLeft(1), 1e-12);
        assertEquals(1, GrayImage.noiseLeft(0), 1e-12);
        assertEquals(0, new GrayImage(new double[4], 2, 2).noise());
    }
}
