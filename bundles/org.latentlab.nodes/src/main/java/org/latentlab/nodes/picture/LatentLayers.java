package org.latentlab.nodes.picture;

import java.util.List;
import java.util.Set;

import org.latentlab.engine.chart.SampledAreas;
import org.latentlab.engine.math.Matrix;

/** Layers of a picture of a latent space, made from what the nodes have read. */
public final class LatentLayers {

    /** Areas that spread over the whole space, whose outline would say nothing. */
    private static final Set<String> WITHOUT_OUTLINE = Set.of("prior", "mixture", "box", "grid", "exponential", "ball",
        "shell", "student t");

    /** What the names of the priors of another spread begin with. */
    private static final String SCALED_PRIOR = "prior × ";

    private LatentLayers() {
    }

    /**
     * @param points n×d sampled points
     * @param area the name of the area of each
     * @return them with an outline for each area that has a centre of its own
     */
    public static SampledAreas areas(final Matrix points, final List<String> area) {
        return SampledAreas.estimated(points, area,
            area.stream().distinct().filter(LatentLayers::hasOutline).toList());
    }

    private static boolean hasOutline(final String area) {
        return !WITHOUT_OUTLINE.contains(area) && !area.startsWith(SCALED_PRIOR);
    }
}
