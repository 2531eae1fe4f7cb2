package org.latentlab.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.train.Progress;

class ModelComparisonLatentsTest {

    private static GenerativeModel model(final LatentPrior prior) {
        return new ModelComparisonExample.Memory("m", prior, ModelComparisonExample.DIGITS.images(), List.of(), null);
    }

    private static ModelComparisonLatents latents(final LatentPrior prior) {
        return new ModelComparisonLatents(model(prior), ModelComparisonExample.CONFIG);
    }

    private static double norm(final float[] z, final int point, final int d) {
        return Math.sqrt(IntStream.range(point * d, (point + 1) * d).mapToDouble(i -> (double)z[i] * z[i]).sum());
    }

    @Test
    void drawsAreThoseOfTheModelsPriorInOrder() {
        final float[] expected = model(new LatentPrior.Normal(5)).draw(160, 3).z();
        final ModelComparisonLatents latents = latents(new LatentPrior.Normal(5));
        assertArrayEquals(Arrays.copyOfRange(expected, 40 * 5, 80 * 5), latents.draws(40, 80).z());
    }

    @Test
    void pathsOfANormalPriorStayInItsShellThoseOfAUniformOneAreStraight() {
        final ModelComparisonLatents normal = latents(new LatentPrior.Normal(50));
        final float[] z = normal.paths(1).z();
        final double from = norm(z, 0, 50);
        final double to = norm(z, 8, 50);
        assertEquals((from + to) / 2, norm(z, 4, 50), 1e-4);
        assertEquals("on great circles", normal.pathWords());
        final ModelComparisonLatents uniform = latents(new LatentPrior.Uniform(3));
        final float[] line = uniform.paths(2).z();
        for (int c = 0; c < 3; c++) {
            assertEquals(0.5 * (line[c] + line[8 * 3 + c]), line[4 * 3 + c], 1e-6);
        }
        // the second way leads from the third draw to the fourth
        assertArrayEquals(Arrays.copyOfRange(uniform.draws(2, 3).z(), 0, 3), Arrays.copyOfRange(line, 27, 30));
        assertEquals("on straight lines", uniform.pathWords());
    }

    @Test
    void areasLieFurtherOutAndChoicesOfAClusterStay() {
        final List<ModelComparisonLatents.Area> areas = latents(new LatentPrior.Clusters(4, 0.1, 3)).areas(30);
        for (int i = 0; i < 30 * 7; i++) {
            final float prior = areas.get(0).z()[i];
            assertEquals(i % 7 < 4 ? 4 * prior : prior, areas.get(2).z()[i], 1e-6);
            if (i % 7 >= 4) {
                assertEquals(prior, areas.get(3).z()[i]);
            }
        }
        final double far = IntStream.range(0, 210).filter(i -> i % 7 < 4)
            .mapToDouble(i -> Math.abs(areas.get(3).z()[i])).max().orElseThrow();
        assertTrue(far > 0.5, "tails are heavy: " + far);
    }

    @Test
    void fewerPointsOfAnAreaAreTheFirstOfMore() {
        final ModelComparisonLatents latents = latents(new LatentPrior.Normal(3));
        for (int a = 0; a < 4; a++) {
            assertArrayEquals(latents.areas(5).get(a).z(), Arrays.copyOf(latents.areas(30).get(a).z(), 15));
        }
    }

    @Test
    void theDimensionThatChoosesTheImageIsFound() {
        final List<ModelComparisonLatents.Effect> effects =
            latents(new LatentPrior.Uniform(4)).strongest(2, Progress.NONE);
        assertEquals(2, effects.size());
        assertEquals(0, effects.get(0).dimension());
        assertTrue(effects.get(0).difference() > 0.1);
        assertEquals(0, effects.get(1).difference(), "no other one does anything");
    }

    @Test
    void aDimensionReachesFarWithinThePrior() {
        assertArrayEquals(new double[]{-2, 0, 2}, ModelComparisonLatents.reach(new LatentPrior.Normal(2), 3));
        final double[] uniform = ModelComparisonLatents.reach(new LatentPrior.Uniform(2), 2);
        assertTrue(uniform[1] / Math.sqrt(3) < 1 && uniform[1] / Math.sqrt(3) > 0.9);
        final float[] z = latents(new LatentPrior.Uniform(2)).moved("", new int[]{7}, new int[]{1}, uniform).z();
        assertEquals(latents(new LatentPrior.Uniform(2)).draws(7, 8).z()[0], z[0]);
        assertEquals(uniform[0] / Math.sqrt(3), z[1], 1e-6);
    }
}
