package org.latentlab.engine.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits colours into boxes of small squared error. */
final class ColorBoxes {

    private final double[][] m_points;
    private final double[] m_weights;

    /** Some of the colours, with the channel along which they vary most and how much. */
    private record Box(int[] members, double[] mean, int channel, double error) {
    }

    /**
     * @param points colours of three channels
     * @param weights how much each counts
     */
    ColorBoxes(final double[][] points, final double[] weights) {
        m_points = points;
        m_weights = weights;
    }

    /**
     * @param most how many boxes at most
     * @return their means
     */
    double[][] means(final int most) {
        final List<Box> boxes = new ArrayList<>();
        final int[] all = new int[m_points.length];
        Arrays.setAll(all, i -> i);
        boxes.add(box(all));
        while (boxes.size() < most) {
            int worst = 0;
            for (int i = 1; i < boxes.size(); i++) {
                worst = boxes.get(i).error() > boxes.get(worst).error() ? i : worst;
            }
            final Box box = boxes.get(worst);
            if (box.error() <= 0) {
                break;
            }
            final double at = box.mean()[box.channel()];
            boxes.set(worst, box(side(box, at, true)));
            boxes.add(box(side(box, at, false)));
        }
        return boxes.stream().map(Box::mean).toArray(double[][]::new);
    }

    private int[] side(final Box box, final double at, final boolean low) {
        return Arrays.stream(box.members()).filter(i -> m_points[i][box.channel()] <= at == low).toArray();
    }

    private Box box(final int[] members) {
        final double[] mean = new double[3];
        double weight = 0;
        for (final int i : members) {
            weight += m_weights[i];
            for (int c = 0; c < 3; c++) {
                mean[c] += m_weights[i] * m_points[i][c];
            }
        }
        int widest = 0;
        final double[] errors = new double[3];
        for (int c = 0; c < 3; c++) {
            mean[c] /= weight;
            for (final int i : members) {
                errors[c] += m_weights[i] * Math.pow(m_points[i][c] - mean[c], 2);
            }
            widest = errors[c] > errors[widest] ? c : widest;
        }
        // a box of one colour must not be split for its rounding errors
        return new Box(members, mean, widest, members.length < 2 ? 0 : errors[widest]);
    }
}
