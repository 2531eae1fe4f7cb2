package org.latentlab.engine.vae;

import java.util.Arrays;
import java.util.Locale;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.math.Rng;
import org.latentlab.engine.train.Progress;

/** What a VAE's network is used for apart from training, batch by batch. */
final class VaeInference {

    /** As many as an array has on every Java machine. */
    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final VaeNetwork m_network;

    private final long m_seed;

    private final PixelDraw m_draw;

    private final int m_latentSize;

    private final boolean m_isGaussian;

    /**
     * @param network the network, its weights set
     * @param seed the seed that the model was trained with
     */
    VaeInference(final VaeNetwork network, final long seed) {
        m_network = network;
        m_seed = seed;
        m_draw = PixelDraw.applied(seed);
        m_latentSize = network.latentSize();
        m_isGaussian = network.config().posterior() == PosteriorKind.GAUSSIAN;
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
                String.format(Locale.ROOT, "%s %,d of %,d", what, from + count, size));
        }
    }

    /** @return how many values there are in all; refused where an array cannot hold them */
    private static int count(final int rows, final int perRow, final String what, final String of) {
        final long count = (long)rows * perRow;
        if (count > MOST_VALUES) {
            throw new EngineException(String.format(Locale.ROOT, "%,d %s with %,d %s each are %,d values, but at most "
                + "%,d can be held at once. Split the table and take one part at a time.", rows, what, perRow, of,
                count, MOST_VALUES));
        }
        return (int)count;
    }

    /** Encodes some rows of the input into posterior means, and log-variances where they are wanted. */
    private void encode(final int rows, final float[] mean, final float[] logVariance, final int at) {
        final int width = m_network.config().encoderOutputs();
        final float[] encoded = new float[rows * width];
        m_network.encode(rows).get(encoded, encoded.length);
        for (int r = 0; r < rows; r++) {
            System.arraycopy(encoded, r * width, mean, (at + r) * m_latentSize, m_latentSize);
            if (logVariance != null && m_isGaussian) {
                System.arraycopy(encoded, r * width + m_latentSize, logVariance, (at + r) * m_latentSize,
                    m_latentSize);
            }
        }
    }

    /** @return means and log-variances of the posteriors of all images; see {@link Posterior} for codes without */
    Posterior encode(final Images images, final Progress progress) {
        final int n = images.size();
        final float[] mean = new float[count(n, m_latentSize, "images", "latent dimensions")];
        final float[] logVariance = new float[mean.length];
        if (!m_isGaussian) {
            Arrays.fill(logVariance, Float.NEGATIVE_INFINITY);
        }
        inBatches(n, m_network.batch(), "Encoded", progress, (from, count) -> {
            m_network.setInput(images, null, from, count, m_draw);
            encode(count, mean, logVariance, from);
        });
        return new Posterior(n, m_latentSize, mean, logVariance);
    }

    /** @return the decoder's raw output for each code, each C×H×W */
    float[] decode(final float[] z, final ImageShape image, final Progress progress) {
        final int n = z.length / m_latentSize;
        final int values = image.values();
        final float[] output = new float[count(n, values, "points", "values of an image")];
        final float[] codes = new float[m_network.batch() * m_latentSize];
        final float[] part = new float[m_network.batch() * values];
        final int channels = m_network.config().architecture().channelsLast() ? image.channels() : 1;
        inBatches(n, m_network.batch(), "Decoded", progress, (from, count) -> {
            System.arraycopy(z, from * m_latentSize, codes, 0, count * m_latentSize);
            m_network.code().put(codes, count * m_latentSize);
            m_network.decode(count).get(part, count * values);
            for (int r = 0; r < count; r++) {
                channelsFirst(part, r * values, values / channels, channels, output, (from + r) * values);
            }
        });
        return output;
    }

    private static void channelsFirst(final float[] source, final int from, final int pixels, final int channels,
        final float[] target, final int to) {
        for (int c = 0; c < channels; c++) {
            for (int p = 0; p < pixels; p++) {
                target[to + c * pixels + p] = source[from + p * channels + c];
            }
        }
    }

    /** @return the likelihood's loss of each image given the mean of its posterior, or its code */
    double[] reconstructionError(final Images images, final Progress progress) {
        final double[] error = new double[images.size()];
        final float[] codes = new float[m_network.batch() * m_latentSize];
        final double[] perRow = new double[m_network.batch()];
        inBatches(images.size(), m_network.batch(), "Reconstructed", progress, (from, count) -> {
            m_network.setInput(images, null, from, count, m_draw);
            encode(count, codes, null, 0);
            m_network.code().put(codes, count * m_latentSize);
            m_network.decode(count);
            m_network.reconstructionLoss(perRow, count);
            System.arraycopy(perRow, 0, error, from, count);
        });
        return error;
    }

    /**
     * What is minimised in training, without training: one sample of each posterior, batch normalisation with its
     * running statistics. Noise and draws of the prior are the same in every call.
     *
     * @param images the images
     * @param rows which of them; null = all
     * @param classes the class of each of the images, negative where there is none; null where neighbours are not
     *            penalised
     * @param beta β, where the divergence is a KL
     * @param progress told after every batch
     * @return the means over those images; all NaN where there are none
     */
    BatchLoss.Mean loss(final Images images, final int[] rows, final int[] classes, final double beta,
        final Progress progress) {
        final int n = rows == null ? images.size() : rows.length;
        final BatchLoss.Mean mean = new BatchLoss.Mean(m_network.config());
        final Rng noise = Rng.stream(m_seed, "validation noise");
        final Rng prior = Rng.stream(m_seed, "validation prior");
        final float[] noiseValues = new float[m_isGaussian ? m_network.batch() * m_latentSize : 0];
        final int[] batchClasses = new int[m_network.batch()];
        inBatches(n, m_network.batch(), "Evaluated", progress, (from, count) -> {
            m_network.setInput(images, rows, from, count, m_draw);
            if (m_isGaussian) {
                fill(noiseValues, count * m_latentSize, noise);
                m_network.noise().put(noiseValues, count * m_latentSize);
            }
            Arrays.setAll(m_network.prior(), i -> prior.nextGaussian());
            if (classes != null) {
                for (int r = 0; r < count; r++) {
                    batchClasses[r] = classes[rows == null ? from + r : rows[from + r]];
                }
                m_network.setClasses(batchClasses);
            }
            mean.add(m_network.loss(beta, count, false));
        });
        return mean;
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
            m_network.setInput(images, rows, from, count, m_draw);
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
            m_network.setInput(images, null, from, count, m_draw);
            final float[] posterior = new float[count * 2 * m_latentSize];
            m_network.encode(count).get(posterior, posterior.length);
            final LogSum[] sums = new LogSum[count];
            Arrays.setAll(sums, i -> new LogSum());
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
        m_network.setInput(images, repeated, 0, rows, m_draw);
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
