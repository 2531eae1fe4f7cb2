package org.latentlab.engine.report;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.latentlab.engine.backend.BackendInfo;
import org.latentlab.engine.dataset.ImageDataset;
import org.latentlab.engine.dataset.SyntheticDigits;
import org.latentlab.engine.dataset.SyntheticDigitsConfig;
import org.latentlab.engine.generate.GenerativeModel;
import org.latentlab.engine.generate.ModelInput;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.latent.LatentPrior;
import org.latentlab.engine.nn.LayerSummary;
import org.latentlab.engine.train.Progress;
import org.latentlab.engine.train.Provenance;
import org.latentlab.engine.vae.Divergence;
import org.latentlab.engine.vae.Vae;

/** Models of synthetic digits that are known to be good at one thing and bad at another. */
final class ModelComparisonExample {

    static final ImageDataset DIGITS = SyntheticDigits.generate(SyntheticDigitsConfig.of(600, 1), Progress.NONE);

    static final ModelComparisonConfig CONFIG = new ModelComparisonConfig(40, 4, 300, 10, 3);

    private ModelComparisonExample() {
    }

    static ModelComparisonData data() {
        return new ModelComparisonData(DIGITS.images(), DIGITS.labels(), DIGITS.classNames(), null);
    }

    static Vae vae() {
        return ComparisonExample.train(ComparisonExample.config(3, false, Divergence.Kl.of(1)), 8, 1);
    }

    /**
     * Gives back images it knows, the one that the first latent value chooses.
     *
     * @param kind what it is called
     * @param prior of two dimensions or more
     * @param images what it knows
     * @param classNames the classes it is told; empty where it is told none
     * @param classes the class of each image, where it is told classes
     */
    record Memory(String kind, LatentPrior prior, Images images, List<String> classNames, int[] classes)
        implements GenerativeModel {

        @Override
        public ImageShape shape() {
            return images.shape();
        }

        @Override
        public ModelInput input() {
            return ModelInput.AS_IT_IS;
        }

        @Override
        public List<LayerSummary> layers() {
            return List.of();
        }

        @Override
        public Provenance provenance() {
            return new Provenance(images.size(), images.fingerprint(),
                new BackendInfo("CPU", "", 1, "none", Optional.empty()), Instant.EPOCH);
        }

        @Override
        public List<String> notices() {
            return List.of();
        }

        @Override
        public String summary() {
            return kind + " of " + images.size() + " images";
        }

        @Override
        public Images decode(final float[] z, final int[] asked, final Progress progress) {
            final int d = latentSize();
            return images.select(IntStream.range(0, z.length / d).map(i -> {
                final int[] able = asked == null ? IntStream.range(0, images.size()).toArray()
                    : IntStream.range(0, images.size()).filter(k -> classes[k] == asked[i]).toArray();
                final double place = Math.max(0, Math.min(0.999999, (z[i * d] + 1) / 2));
                return able[(int)(place * able.length)];
            }).toArray());
        }
    }

    static GenerativeModel memory(final String kind, final Images images) {
        return new Memory(kind, new LatentPrior.Uniform(2), images, List.of(), null);
    }

    /** Sharp, and of few images. */
    static GenerativeModel fewSharp() {
        return memory("few", DIGITS.images().select(IntStream.range(0, 5).toArray()));
    }

    /** Blurred, and of many images. */
    static GenerativeModel manyBlurred() {
        return memory("many", blurred(DIGITS.images()));
    }

    static GenerativeModel all() {
        return memory("all", DIGITS.images());
    }

    /** Each pixel the mean of 3×3, twice. */
    static Images blurred(final Images images) {
        float[] from = images.toFloats();
        final int w = images.shape().width();
        final int h = images.shape().height();
        for (int round = 0; round < 2; round++) {
            final float[] to = new float[from.length];
            for (int i = 0; i < from.length; i++) {
                final int x = i % w;
                final int y = i / w % h;
                float sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        sum += x + dx < 0 || x + dx >= w || y + dy < 0 || y + dy >= h ? 0 : from[i + dy * w + dx];
                    }
                }
                to[i] = sum / 9;
            }
            from = to;
        }
        return Images.ofFloats(images.shape(), from);
    }

    static List<ModelComparisonEntry> entries(final GenerativeModel... models) {
        return Arrays.stream(models).map(m -> new ModelComparisonEntry(m.kind(), m)).toList();
    }
}
