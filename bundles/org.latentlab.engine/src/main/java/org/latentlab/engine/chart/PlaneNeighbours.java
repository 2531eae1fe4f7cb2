package org.latentlab.engine.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.latentlab.engine.label.KnnLabeler;
import org.latentlab.engine.label.KnnResult;
import org.latentlab.engine.math.Matrix;
import org.latentlab.engine.train.Progress;

/**
 * The k-nearest-neighbour labeller on a plane, asked for so many points that it pays to leave out references that
 * cannot be neighbours. The queries are cut into tiles. Let D be the distance from a tile's centre to its k-th nearest
 * reference and h half the tile's diagonal; by the triangle inequality a query's k nearest lie within D + h of it, so
 * within D + 2h of the centre. Those references are given to {@link KnnLabeler} in their own order, so that its answer
 * is the same as with all of them.
 */
final class PlaneNeighbours implements RegionClassifier {

    private static final int PER_TILE = 150;
    /** Covers the rounding of distances in float. */
    private static final double ROUNDING = 1.001;

    private final Matrix m_points;
    private final int[] m_labels;
    private final int m_classes;
    private final int m_k;

    PlaneNeighbours(final Matrix points, final int[] labels, final int classes, final int k) {
        final int[] known = IntStream.range(0, points.rows()).filter(i -> labels[i] >= 0
            && Double.isFinite(points.get(i, 0)) && Double.isFinite(points.get(i, 1))).toArray();
        m_points = points.select(known);
        m_labels = Arrays.stream(known).map(i -> labels[i]).toArray();
        m_classes = classes;
        m_k = k;
    }

    @Override
    public Regions classify(final Matrix queries) {
        final int[] classes = new int[queries.rows()];
        final double[] certainty = new double[queries.rows()];
        for (final int[] tile : tiles(queries)) {
            final Matrix asked = queries.select(tile);
            final int[] near = near(asked);
            final KnnResult result = KnnLabeler.label(m_points.select(near).toFloats(),
                Arrays.stream(near).map(i -> m_labels[i]).toArray(), m_classes, asked.toFloats(), 2, m_k,
                Progress.NONE);
            for (int i = 0; i < tile.length; i++) {
                classes[tile[i]] = result.label()[i];
                certainty[tile[i]] = result.voteShare()[i];
            }
        }
        return new Regions(classes, certainty);
    }

    private static List<int[]> tiles(final Matrix queries) {
        final double[] x = extent(queries, 0);
        final double[] y = extent(queries, 1);
        final int side = (int)Math.ceil(Math.sqrt(queries.rows() / (double)PER_TILE));
        final List<List<Integer>> tiles = new ArrayList<>();
        for (int t = 0; t < side * side; t++) {
            tiles.add(new ArrayList<>());
        }
        for (int i = 0; i < queries.rows(); i++) {
            final int column = (int)Math.min(side - 1, (queries.get(i, 0) - x[0]) / (x[1] - x[0]) * side);
            final int row = (int)Math.min(side - 1, (queries.get(i, 1) - y[0]) / (y[1] - y[0]) * side);
            tiles.get(row * side + column).add(i);
        }
        return tiles.stream().filter(t -> !t.isEmpty())
            .map(t -> t.stream().mapToInt(Integer::intValue).toArray()).toList();
    }

    private static double[] extent(final Matrix points, final int column) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (int i = 0; i < points.rows(); i++) {
            low = Math.min(low, points.get(i, column));
            high = Math.max(high, points.get(i, column));
        }
        return new double[]{low, Math.max(high, low + 1e-9)};
    }

    /** The references that may be among the k nearest of any of these queries, in their own order. */
    private int[] near(final Matrix queries) {
        final double[] x = extent(queries, 0);
        final double[] y = extent(queries, 1);
        final double centreX = (x[0] + x[1]) / 2;
        final double centreY = (y[0] + y[1]) / 2;
        final double half = Math.hypot(x[1] - x[0], y[1] - y[0]) / 2;
        final double[] distance = new double[m_points.rows()];
        final double[] nearest = new double[Math.max(1, Math.min(m_k, distance.length))];
        Arrays.fill(nearest, Double.MAX_VALUE);
        for (int i = 0; i < distance.length; i++) {
            distance[i] = Math.hypot(m_points.get(i, 0) - centreX, m_points.get(i, 1) - centreY);
            int at = nearest.length - 1;
            if (distance[i] < nearest[at]) {
                for (; at > 0 && nearest[at - 1] > distance[i]; at--) {
                    nearest[at] = nearest[at - 1];
                }
                nearest[at] = distance[i];
            }
        }
        final double reach = (nearest[nearest.length - 1] + 2 * half) * ROUNDING + 1e-6;
        return IntStream.range(0, distance.length).filter(i -> distance[i] <= reach).toArray();
    }
}
