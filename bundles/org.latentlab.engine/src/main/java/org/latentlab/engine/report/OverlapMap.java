package org.latentlab.engine.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.HeatMap;
import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.math.Matrix;

/** Draws how far the classes of a latent space lie in one another. */
public final class OverlapMap {

    private OverlapMap() {
    }

    /**
     * @param overlap the overlap; classes without codes are left out
     * @param title stands above the picture; blank = what is drawn
     * @return the matrix of shares as a heat map, its colours from 0 to 1
     */
    public static HeatMap of(final ClassOverlap overlap, final String title) {
        final int[] shown =
            IntStream.range(0, overlap.names().size()).filter(a -> overlap.counts()[a] > 0).toArray();
        final Matrix shares = Matrix.zeros(shown.length, shown.length);
        for (int i = 0; i < shown.length; i++) {
            for (int j = 0; j < shown.length; j++) {
                shares.data()[i * shown.length + j] = overlap.shares().get(shown[i], shown[j]);
            }
        }
        final List<String> names = IntStream.of(shown).mapToObj(overlap.names()::get).toList();
        return HeatMap.of(shares, names, names, title.isBlank() ? "Class overlap" : title.strip(),
            "Share of neighbours").withAxes("Class of the code", "Class of the neighbour")
            .withSubtitle(summary(overlap))
            .withScale("0.00", 0, 1);
    }

    /**
     * @param overlap the overlap
     * @return it in a sentence, e.g. "12.3 % of the 10 nearest neighbours of a code have another class (by chance
     *         90.0 %)."; a number is not torn from its sign
     */
    static String summary(final ClassOverlap overlap) {
        return String.format(Locale.ROOT, "%.1f\u00a0%% of the %snearest neighbours of a code have another class (by "
            + "chance %.1f\u00a0%%).", 100 * overlap.overall(), overlap.k() == 1 ? "" : overlap.k() + " ",
            100 * overlap.byChance());
    }
}
