package org.latentlab.engine.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentlab.engine.math.Rng;

class OscillationTest {

    private static Oscillation of(final int n, final IntToDoubleFunction loss) {
        return Oscillation.of(IntStream.range(0, n).mapToDouble(loss).toArray(), 1024);
    }

    @ParameterizedTest
    @CsvSource({"1024, 37, 0.8, 0.1", "1024, 200.5, 2.5, 1", "300, 12.25, 0.3, 0.1", "128, 30, 1, 0.2",
        "4000, 90, 5, 3"})
    void aWaveInNoiseOnATrendIsFoundWithItsPeriodAndAmplitude(final int n, final double period, final double amplitude,
        final double noise) {
        final Rng rng = new Rng(1);
        final Oscillation o = of(n, i -> 3 - 0.002 * i + amplitude * Math.sin(2 * Math.PI * i / period)
            + noise * rng.nextGaussian());
        assertEquals(period, o.period(), 0.03 * period);
        assertEquals(amplitude, o.amplitude(), 0.1 * amplitude);
    }

    @Test
    void aSawtoothHasItsPeriodRatherThanAMultiple() {
        final Oscillation o = of(1000, i -> i % 50 / 50.0);
        assertEquals(50, o.period(), 0.5);
        assertEquals(Math.sqrt(2.0 / 12), o.amplitude(), 0.02);
    }

    @Test
    void toAndFroFromStepToStepIsNoOscillation() {
        assertEquals(Oscillation.NONE, of(200, i -> i % 2));
        assertEquals(Oscillation.NONE, of(200, i -> i % 4 / 2));
        assertEquals(10, of(200, i -> Math.sin(2 * Math.PI * i / 10)).period(), 0.1);
    }

    /** A wave that has only begun, or whose period has changed, is found in the later half or quarter alone. */
    @Test
    void aWaveThatHasJustBegunIsFound() {
        final Rng rng = new Rng(1);
        final Oscillation o = of(1024, i -> (i < 512 ? 2 * Math.exp(-i / 80.0) : 0.3 * Math.sin(2 * Math.PI * i / 43))
            + 0.02 * rng.nextGaussian());
        assertEquals(43, o.period(), 1.5);
        assertEquals(0.3, o.amplitude(), 0.03);
        assertEquals(60, of(1024, i -> Math.sin(2 * Math.PI * i / (i < 512 ? 25 : 60))).period(), 2);
    }

    @Test
    void noiseWalksAndTrendsDoNotOscillate() {
        int found = 0;
        for (int seed = 0; seed < 200; seed++) {
            final Rng rng = new Rng(seed);
            final double[] state = new double[2];
            found += of(256, i -> rng.nextGaussian()).amplitude() > 0 ? 1 : 0;
            found += of(1024, i -> 5 * Math.exp(-i / 200.0) + rng.nextGaussian()).amplitude() > 0 ? 1 : 0;
            found += of(1024, i -> state[0] += rng.nextGaussian()).amplitude() > 0 ? 1 : 0;
            found += of(256, i -> state[1] = 0.9 * state[1] + rng.nextGaussian()).amplitude() > 0 ? 1 : 0;
        }
        assertTrue(found <= 4, found + " of 800 without a period are found to oscillate");
    }

    @Test
    void tooFewConstantAndInfiniteLossesHaveNone() {
        assertEquals(Oscillation.NONE, of(63, i -> Math.sin(i)));
        assertEquals(Oscillation.NONE, of(500, i -> 0.7));
        assertEquals(Oscillation.NONE, of(500, i -> i == 77 ? Double.NaN : Math.sin(i)));
        assertEquals(Oscillation.NONE, of(0, i -> 0));
    }

    @Test
    void onlyTheLastLossesCount() {
        final double[] losses = IntStream.range(0, 2000)
            .mapToDouble(i -> i < 1000 ? Double.NaN : Math.sin(2 * Math.PI * i / 40)).toArray();
        assertEquals(40, Oscillation.of(losses, 1000).period(), 0.1);
        assertEquals(Oscillation.NONE, Oscillation.of(losses, 1024));
    }
}
