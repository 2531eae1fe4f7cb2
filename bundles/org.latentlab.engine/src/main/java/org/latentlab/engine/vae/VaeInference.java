package org.latentlab.engine.vae;

import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/** What a VAE's network is used for apart from training, batch by batch. */
final class VaeInference {

    private final VaeNetwork m_network;

    private final int m_latentSize;

    VaeInference(final VaeNetwork network) {
        m_network = network;
        m_latentSize = network.latentSize();
    }

    private interface Batch {
        void run(int from, int count);
    }

    private void inBatches(final int size, final int batch, final String what, final Progress progress,
        final Batch body) {
        for (int from = 0; from < size; from += batch) {
            progress.checkCanceled();
            final int count = Math.min(batch, size - from);
            body.run(from, count);
            progress.update((double)(from + count) / size,
                String.format(java.util.Locale.ROOT, "%s %,d of %,d", what, from + count, size));
        }
    }

    /** Writes means and log-variances of the posteriors of all images. */
    Posterior encode(final Images images, final Progress progress) {
        final int n = images.size();
        final float[] mean = new float[Math.multiplyExact(n, m_latentSize)];
        final float[] logVariance = new float[mean.length];
        final float[] both = new float[m_network.batch() * 2 * m_latentSize];
        inBatches(n, m_network.batch(), "Encoded", progress, (from, count) -> {
            m_network.setInput(images, null, from, count);
            m_network.encode(count).get(both, count * 2 * m_latentSize);
            for (int r = 0; r < count; r++) {
                System.arraycopy(both, 2 * r * m_latentSize, mean, (from + r) * m_latentSize, m_latentSize);
                System.arraycopy(both, (2 * r + 1) * m_latentSize, logVariance, (from + r) * m_latentSize,
                    m_latentSize);
            }
        });
        return new Posterior(n, m_latentSize, mean, logVariance);
    }

    /** @return the decoder's raw output for each code, n × inputs */
    float[] decode(final float[] z, final int inputs, final Progress progress) {
        final int n = z.length / m_latentSize;
        final float[] output = new float[Math.multiplyExact(n, inputs)];
        final float[] codes = new float[m_network.batch() * m_latentSize];
        final float[] part = new float[m_network.batch() * inputs];
        inBatches(n, m_network.batch(), "Decoded", progress, (from, count) -> {
            System.arraycopy(z, from * m_latentSize, codes, 0, count * m_latentSize);
            m_network.code().put(codes, count * m_latentSize);
            m_network.decode(count).get(part, count * inputs);
            System.arraycopy(part, 0, output, from * inputs, count * inputs);
        });
        return output;
    }

    /** @return the negative log-likelihood of each image given the mean of its posterior, in nats */
    double[] reconstructionError(final Images images, final Progress progress) {
        final double[] error = new double[images.size()];
        final float[] both = new float[m_network.batch() * 2 * m_latentSize];
        final float[] codes = new float[m_network.batch() * m_latentSize];
        final double[] perRow = new double[m_network.batch()];
        inBatches(images.size(), m_network.batch(), "Reconstructed", progress, (from, count) -> {
            m_network.setInput(images, null, from, count);
            m_network.encode(count).get(both, count * 2 * m_latentSize);
            for (int r = 0; r < count; r++) {
                System.arraycopy(both, 2 * r * m_latentSize, codes, r * m_latentSize, m_latentSize);
            }
            m_network.code().put(codes, count * m_latentSize);
            m_network.decode(count);
            m_network.reconstructionLoss(perRow, count);
            System.arraycopy(perRow, 0, error, from, count);
        });
        return error;
    }

    /**
     * @param rows which images; null = all
     * @return −ELBO of each of them in nats, averaged over samples of its posterior
     */
    double[] negativeElbo(final Images images, final int[] rows, final int samples, final Rng rng,
        final Progress progress) {
        final int n = rows == null ? images.size() : rows.length;
        final double[] result = new double[n];
        final double[] nll = new double[m_network.batch()];
        final double[] kl = new double[m_network.batch()];
        final float[] noise = new float[m_network.batch() * m_latentSize];
        inBatches(n, m_network.batch(), "Evaluated", progress, (from, count) -> {
            m_network.setInput(images, rows, from, count);
            m_network.encode(count);
            for (int s = 0; s < samples; s++) {
                progress.checkCanceled();
                fill(noise, count * m_latentSize, rng);
                m_network.noise().put(noise, count * m_latentSize);
                m_network.sample(null, kl, count);
                m_network.decode(count);
                m_network.reconstructionLoss(nll, count);
                for (int r = 0; r < count; r++) {
                    result[from + r] += (nll[r] + kl[r]) / samples;
                }
            }
        });
        return result;
    }

    /**
     * The importance-weighted estimate: ln (1/k) Σ p(x|z) p(z) / q(z|x) over k samples z of the posterior q. The
     * factors 2π of p(z) and q(z|x) cancel.
     *
     * @return the estimate of each image's log-likelihood in nats
     */
    double[] logLikelihood(final Images images, final int k, final Rng rng, final Progress progress) {
        final int batch = m_network.batch();
        final double[] result = new double[images.size()];
        inBatches(images.size(), Math.max(1, batch / k), "Evaluated", progress, (from, count) -> {
            m_network.setInput(images, null, from, count);
            final float[] posterior = new float[count * 2 * m_latentSize];
            m_network.encode(count).get(posterior, posterior.length);
            final LogSum[] sums = new LogSum[count];
            java.util.Arrays.setAll(sums, i -> new LogSum());
            final int atOnce = Math.min(k, batch / count);
            for (int done = 0; done < k; done += atOnce) {
                progress.checkCanceled();
                weights(images, from, posterior, Math.min(atOnce, k - done), rng, sums);
            }
            for (int i = 0; i < count; i++) {
                result[from + i] = sums[i].value() - Math.log(k);
            }
        });
        return result;
    }

    /** Adds the log-weights of some samples of each of a few images. */
    private void weights(final Images images, final int from, final float[] posterior, final int samples,
        final Rng rng, final LogSum[] sums) {
        final int rows = sums.length * samples;
        final int d = m_latentSize;
        final int[] repeated = new int[rows];
        final float[] z = new float[rows * d];
        final double[] prior = new double[rows];
        for (int r = 0; r < rows; r++) {
            final int image = r / samples;
            repeated[r] = from + image;
            for (int j = 0; j < d; j++) {
                final double logVariance = posterior[(2 * image + 1) * d + j];
                final double noise = rng.nextGaussian();
                final double code = posterior[2 * image * d + j] + Math.exp(0.5 * logVariance) * noise;
                z[r * d + j] = (float)code;
                prior[r] += 0.5 * (noise * noise + logVariance - code * code);
            }
        }
        final double[] nll = new double[rows];
        m_network.setInput(images, repeated, 0, rows);
        m_network.code().put(z, z.length);
        m_network.decode(rows);
        m_network.reconstructionLoss(nll, rows);
        for (int r = 0; r < rows; r++) {
            sums[r / samples].add(prior[r] - nll[r]);
        }
    }

    private static void fill(final float[] noise, final int count, final Rng rng) {
        for (int i = 0; i < count; i++) {
            noise[i] = (float)rng.nextGaussian();
        }
    }

    /** ln Σ exp(v), term by term, without overflow. */
    private static final class LogSum {
        private double m_max = Double.NEGATIVE_INFINITY;

        private double m_sum;

        void add(final double v) {
            if (v > m_max) {
                m_sum = m_sum * Math.exp(m_max - v) + 1;
                m_max = v;
            } else {
                m_sum += Math.exp(v - m_max);
            }
        }

        double value() {
            return m_max + Math.log(m_sum);
        }
    }
}
