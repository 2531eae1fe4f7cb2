package org.latentlab.engine.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.latentlab.engine.chart.LatentChart;
import org.latentlab.engine.chart.LatentCharts;
import org.latentlab.engine.math.Matrix;

/** The latent scatters of all epochs, on the same two dimensions and the same axes. */
final class LatentScatters {

    private static final int WIDTH = 640;

    /** The axes hold at least this part of the prior, so that codes that collapse to its centre look collapsed. */
    private static final double PRIOR = 3;

    /** Codes beyond these shares of all are left outside. */
    private static final double TAIL = 0.0005;

    private static final double MARGIN = 0.04;

    private final List<Capture> m_captures;
    private final int m_latentSize;
    private final int[] m_labels;
    private final List<String> m_classNames;

    LatentScatters(final List<Capture> captures, final SnapshotCamera camera, final int[] classes,
        final List<String> classNames) {
        m_captures = captures;
        m_latentSize = camera.latentSize();
        m_labels = classes == null ? null : IntStream.of(camera.coded()).map(i -> classes[i]).toArray();
        m_classNames = classNames;
    }

    /** @return a PNG for each epoch */
    List<byte[]> draw() {
        final double[] variances = variances(m_captures.get(m_captures.size() - 1).codes());
        final int[] shown = widest(variances);
        final double[][] frame = new double[shown.length][];
        final List<String> axes = new ArrayList<>();
        for (int j = 0; j < shown.length; j++) {
            frame[j] = range(shown[j]);
            axes.add("Latent coordinate z" + (shown[j] + 1) + (m_latentSize <= 2 ? "" : String.format(Locale.ROOT,
                " (variance at the end %.2g)", variances[shown[j]])));
        }
        if (shown.length == 1) {
            axes.add(m_labels == null ? "Spread at random" : "Class (spread at random)");
        }
        final String note = m_latentSize <= 2 ? "posterior means" : "posterior means, the two of " + m_latentSize
            + " dimensions that vary most";
        final List<byte[]> pictures = new ArrayList<>();
        for (final Capture capture : m_captures) {
            final LatentChart chart = LatentCharts.scatter(codes(capture, shown), m_labels, m_classNames,
                SnapshotCamera.title("Latent space", capture.epoch())).withAxisLabels(axes).withNote(note)
                .withFrame(frame);
            pictures.add(chart.png(WIDTH, chart.heightFor(WIDTH)));
        }
        return pictures;
    }

    private double[] variances(final float[] codes) {
        final int n = codes.length / m_latentSize;
        final double[] variances = new double[m_latentSize];
        for (int j = 0; j < m_latentSize; j++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += codes[i * m_latentSize + j] / (double)n;
            }
            for (int i = 0; i < n; i++) {
                variances[j] += Math.pow(codes[i * m_latentSize + j] - mean, 2) / n;
            }
        }
        return variances;
    }

    /** The two dimensions of the largest variances, in their own order; all where there are no more. */
    private int[] widest(final double[] variances) {
        return IntStream.range(0, m_latentSize).boxed().sorted((a, b) -> Double.compare(variances[b], variances[a]))
            .limit(2).mapToInt(Integer::intValue).sorted().toArray();
    }

    private double[] range(final int dimension) {
        final int n = m_captures.get(0).codes().length / m_latentSize;
        final double[] all = new double[m_captures.size() * n];
        int count = 0;
        for (final Capture capture : m_captures) {
            for (int i = 0; i < n; i++) {
                final double value = capture.codes()[i * m_latentSize + dimension];
                if (Double.isFinite(value)) {
                    all[count++] = value;
                }
            }
        }
        final double[] sorted = Arrays.copyOf(all, count);
        Arrays.sort(sorted);
        final int tail = (int)(TAIL * count);
        final double low = Math.min(-PRIOR, count == 0 ? 0 : sorted[tail]);
        final double high = Math.max(PRIOR, count == 0 ? 0 : sorted[count - 1 - tail]);
        return new double[]{low - MARGIN * (high - low), high + MARGIN * (high - low)};
    }

    private Matrix codes(final Capture capture, final int[] shown) {
        final int n = capture.codes().length / m_latentSize;
        final Matrix codes = Matrix.zeros(n, shown.length);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < shown.length; j++) {
                codes.data()[i * shown.length + j] = capture.codes()[i * m_latentSize + shown[j]];
            }
        }
        return codes;
    }
}
