package org.latentlab.engine.classify;

import java.util.Locale;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.nn.Softmax;
import org.latentlab.engine.nn.Tensor;
import org.latentlab.engine.train.Progress;

/** What a classifier's network is used for apart from training, batch by batch. */
final class ClassifierInference {

    private final ClassifierNetwork m_network;

    ClassifierInference(final ClassifierNetwork network) {
        m_network = network;
    }

    /**
     * Cross-entropy and accuracy over labelled images.
     *
     * @param loss in nats per image
     * @param accuracy share classified rightly
     */
    record Evaluation(double loss, double accuracy) {
    }

    private interface Batch {
        void run(int from, int count);
    }

    private void inBatches(final Images images, final int[] rows, final Progress progress, final Batch body) {
        final int size = rows == null ? images.size() : rows.length;
        for (int from = 0; from < size; from += m_network.batch()) {
            progress.checkCanceled();
            final int count = Math.min(m_network.batch(), size - from);
            m_network.setInput(images, rows, from, count);
            m_network.forward(false, count);
            body.run(from, count);
            progress.update((double)(from + count) / size,
                String.format(Locale.ROOT, "Classified %,d of %,d", from + count, size));
        }
    }

    float[] probabilities(final Images images, final Progress progress) {
        final int k = m_network.classes();
        final float[] result = new float[Math.multiplyExact(images.size(), k)];
        final double[] p = new double[k];
        inBatches(images, null, progress, (from, count) -> {
            final float[] logits = logits(count);
            for (int r = 0; r < count; r++) {
                Softmax.of(row(logits, r, k), p);
                for (int j = 0; j < k; j++) {
                    result[(from + r) * k + j] = (float)p[j];
                }
            }
        });
        return result;
    }

    float[] features(final Images images, final Progress progress) {
        final int d = ClassifierNetwork.FEATURES;
        final float[] result = new float[Math.multiplyExact(images.size(), d)];
        final float[] part = new float[m_network.batch() * d];
        inBatches(images, null, progress, (from, count) -> {
            final Tensor features = m_network.features();
            features.get(part, count * d);
            System.arraycopy(part, 0, result, from * d, count * d);
        });
        return result;
    }

    Evaluation evaluate(final Images images, final int[] labels, final int[] rows, final Progress progress) {
        final int k = m_network.classes();
        final double[] sums = new double[2];
        final double[] perRow = new double[m_network.batch()];
        final int[] right = new int[m_network.batch()];
        inBatches(images, rows, progress, (from, count) -> {
            for (int r = 0; r < count; r++) {
                right[r] = labels[rows[from + r]];
            }
            m_network.loss(right, perRow, count);
            sums[1] += correct(logits(count), right, count, k);
            for (int r = 0; r < count; r++) {
                sums[0] += perRow[r];
            }
        });
        return new Evaluation(sums[0] / rows.length, sums[1] / rows.length);
    }

    private float[] logits(final int count) {
        final float[] logits = new float[count * m_network.classes()];
        m_network.logits().get(logits, logits.length);
        return logits;
    }

    private static float[] row(final float[] values, final int row, final int columns) {
        return java.util.Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** @return how many rows have their largest logit at the right class; of equal ones the first counts */
    static int correct(final float[] logits, final int[] labels, final int count, final int classes) {
        int correct = 0;
        for (int r = 0; r < count; r++) {
            int best = 0;
            for (int j = 1; j < classes; j++) {
                if (logits[r * classes + j] > logits[r * classes + best]) {
                    best = j;
                }
            }
            if (best == labels[r]) {
                correct++;
            }
        }
        return correct;
    }
}
