package org.latentlab.engine.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.math.Rng;

class TradeOffCurveTest {

    private static SamplerCandidate candidate(final double accuracy, final double cosine) {
        return new SamplerCandidate(null,
            new SamplerScore(accuracy, cosine, 0, new double[]{accuracy}, new double[]{cosine}, 2));
    }

    private static boolean beats(final SamplerScore a, final SamplerScore b) {
        return a.accuracy() >= b.accuracy() && a.cosine() <= b.cosine()
            && (a.accuracy() > b.accuracy() || a.cosine() < b.cosine());
    }

    @Test
    void holdsWhatNoOtherBeats() {
        final Rng rng = new Rng(5);
        final List<SamplerCandidate> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) { // coarse values, so that there are ties
            all.add(candidate(rng.nextInt(60) / 60.0, rng.nextInt(60) / 60.0));
        }
        final List<SamplerCandidate> curve = TradeOffCurve.of(all);
        for (final SamplerCandidate c : all) {
            final boolean beaten = all.stream().anyMatch(other -> beats(other.score(), c.score()));
            final boolean has = curve.stream().anyMatch(kept -> kept.score().accuracy() == c.score().accuracy()
                && kept.score().cosine() == c.score().cosine());
            assertEquals(!beaten, has);
        }
        for (int i = 1; i < curve.size(); i++) {
            assertTrue(curve.get(i).score().accuracy() < curve.get(i - 1).score().accuracy());
            assertTrue(curve.get(i).score().cosine() < curve.get(i - 1).score().cosine());
        }
    }

    @Test
    void ofEqualOnesTheFirstIsKept() {
        final SamplerCandidate first = candidate(1, 1);
        final List<SamplerCandidate> curve = TradeOffCurve.of(List.of(first, candidate(1, 1), candidate(0.9, 1)));
        assertEquals(1, curve.size());
        assertSame(first, curve.get(0));
    }

    @Test
    void choosesByObjectiveOrByAccuracy() {
        final List<SamplerCandidate> curve =
            TradeOffCurve.of(List.of(candidate(0.8, 0.6), candidate(1, 0.95), candidate(0.95, 0.8)));
        assertEquals(1, TradeOffCurve.best(curve, new ConditionalObjective(1, 2)));
        assertEquals(2, TradeOffCurve.best(curve, new ConditionalObjective(1, 1)));
        assertEquals(0, TradeOffCurve.best(curve, new ConditionalObjective(0, 1)));
        assertEquals(2, TradeOffCurve.best(curve, new ConditionalObjective(1, 0)));
        assertEquals(1, TradeOffCurve.lowestCosine(curve, 0.95));
        assertEquals(0, TradeOffCurve.lowestCosine(curve, 0.951));
        assertEquals(2, TradeOffCurve.lowestCosine(curve, 0));
        assertEquals(-1, TradeOffCurve.lowestCosine(TradeOffCurve.of(List.of(candidate(0.8, 0.6))), 0.9));
    }

    @Test
    void aThinnedCurveKeepsTheEndsAndTheChosenOne() {
        final List<SamplerCandidate> curve = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            curve.add(candidate(1 - i / 200.0, 1 - i / 200.0));
        }
        for (int chosen = 0; chosen < 200; chosen++) {
            for (final int most : new int[]{3, 4, 50, 199}) {
                final List<SamplerCandidate> kept = TradeOffCurve.thinned(curve, chosen, most);
                assertTrue(kept.size() <= most && kept.size() >= most - 1, kept.size() + " of " + most);
                assertSame(curve.get(0), kept.get(0));
                assertSame(curve.get(199), kept.get(kept.size() - 1));
                assertTrue(kept.contains(curve.get(chosen)));
                for (int i = 1; i < kept.size(); i++) {
                    assertTrue(curve.indexOf(kept.get(i)) > curve.indexOf(kept.get(i - 1)));
                }
            }
        }
        assertFalse(TradeOffCurve.thinned(curve, 3, 200).size() < 200);
    }
}
