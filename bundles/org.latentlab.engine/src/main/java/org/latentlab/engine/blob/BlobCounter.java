package org.latentlab.engine.blob;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.Parallel;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/**
 * Counts and measures bright blobs on a dark ground. An image is smoothed and its peaks found by their prominence,
 * which must reach the configured one and {@value #NOISES} standard deviations of the noise that is left after
 * smoothing. To these peaks round Gaussian blobs on one background are fitted together, so that the tails of a blob do
 * not widen its neighbours, saturated pixels do not flatten it, and the border of the image does not cut it short.
 *
 * <p>Blobs closer than about 2.3 of their standard deviations have one peak. If they are to be separated, a blob is
 * added where the fit leaves a peak of that prominence unexplained, as long as all blobs then are alike in width and
 * height and lie apart. A few that lie on each other still count as one, which makes the others wider. What a generator
 * makes is no exact Gaussian either, so a count or a width has the meaning that the same measurement of the real images
 * gives it; see {@link BlobComparison}.</p>
 */
public final class BlobCounter {

    /** A peak is told from noise by so many of its standard deviations. */
    public static final int NOISES = 6;

    /** The most blobs of an image; of more peaks the most prominent count. */
    public static final int MOST_BLOBS = 100;

    private static final int BLOCK = 256;

    /** The background is first guessed to be what this share of the pixels is darker than. */
    private static final double FLOOR = 0.1;

    /** Separated blobs have at least these shares of the others' median width and median height. */
    private static final double NARROW = 0.6;

    private static final double FAINT = 0.6;

    /** Their centres lie apart by at least so many standard deviations. */
    private static final double APART = 0.5;

    /** A separated blob takes away at least this share of the squares that were left of the image. */
    private static final double GAIN = 0.15;

    /** So many places are tried for one blob more. */
    private static final int TRIES = 4;

    private final BlobConfig m_config;

    private BlobCounter(final BlobConfig config) {
        m_config = config;
    }

    /**
     * @param images images of at least 3 × 3 pixels, bright blobs on dark ground; colours become gray
     * @param config how blobs are looked for
     * @param progress told how far it is, and asked whether to stop
     * @return the blobs of each image
     * @throws EngineException if these are vectors rather than images, or smaller
     */
    public static List<BlobImage> measure(final Images images, final BlobConfig config, final Progress progress) {
        if (images.shape().height() < 3 || images.shape().width() < 3) {
            throw new EngineException("Blobs are found in images of at least 3×3 pixels, not in "
                + (images.shape().isVector() ? "vectors of " + images.shape().values() + " values"
                    : images.shape() + " ones") + ".");
        }
        final Images gray = images.toGray();
        final BlobImage[] found = new BlobImage[gray.size()];
        for (int from = 0; from < found.length; from += BLOCK) {
            progress.checkCanceled();
            progress.update((double)from / found.length, String.format(Locale.ROOT, "Counting blobs: %,d of %,d images",
                from, found.length));
            final int block = from;
            Parallel.forRange(Math.min(BLOCK, found.length - from), (chunk, first, last) -> {
                for (int i = block + first; i < block + last; i++) {
                    found[i] = new BlobCounter(config).measure(image(gray, i));
                }
            });
        }
        return Arrays.asList(found);
    }

    private static GrayImage image(final Images images, final int index) {
        final double[] pixels = new double[images.shape().values()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = images.value(index, i);
        }
        return new GrayImage(pixels, images.shape().height(), images.shape().width());
    }

    private BlobImage measure(final GrayImage image) {
        final GrayImage smooth = image.smoothed(m_config.smoothing());
        final double least = Math.max(m_config.prominence(), NOISES * image.noise()
            * GrayImage.noiseLeft(m_config.smoothing()));
        final double floor = smooth.quantile(FLOOR);
        final BlobFit fit = new BlobFit(image, floor);
        final List<PeakFinder.Peak> peaks = PeakFinder.peaks(smooth, floor, least);
        for (final PeakFinder.Peak peak : peaks.subList(0, Math.min(MOST_BLOBS, peaks.size()))) {
            fit.add(peak.pixel() % image.width(), peak.pixel() / image.width(), width(peak),
                Math.max(least, image.pixels()[peak.pixel()] - floor));
        }
        BlobFit best = withoutFaint(fit, least);
        while (m_config.separate() && best.blobs() > 0 && best.blobs() < MOST_BLOBS) {
            final BlobFit more = separated(best, least);
            if (more == null) {
                break;
            }
            best = more;
        }
        final BlobFit result = best;
        return new BlobImage(IntStream.range(0, best.blobs()).mapToObj(result::blob).toList(), best.background(),
            Math.sqrt(best.error() / image.pixels().length));
    }

    /** A Gaussian is higher than its half on an area of 2π ln 2 σ². */
    private double width(final PeakFinder.Peak peak) {
        final double square = peak.area() / (2 * Math.PI * Math.log(2)) - m_config.smoothing() * m_config.smoothing();
        return Math.sqrt(Math.max(BlobFit.NARROWEST * BlobFit.NARROWEST, square));
    }

    /** Fits, and goes on without the faintest blob as long as one is fainter than a peak has to be. */
    private static BlobFit withoutFaint(final BlobFit fit, final double least) {
        fit.fit();
        while (fit.blobs() > 0) {
            int faintest = 0;
            for (int i = 1; i < fit.blobs(); i++) {
                faintest = fit.blob(i).height() < fit.blob(faintest).height() ? i : faintest;
            }
            if (fit.blob(faintest).height() >= least) {
                break;
            }
            fit.remove(faintest);
            fit.fit();
        }
        return fit;
    }

    /** One blob more where much is left unexplained; null where that is nothing, or no blob like the others. */
    private BlobFit separated(final BlobFit fit, final double least) {
        final GrayImage left = fit.residuals().smoothed(m_config.smoothing());
        final List<PeakFinder.Peak> places = PeakFinder.peaks(left, 0, least);
        for (final PeakFinder.Peak place : places.subList(0, Math.min(TRIES, places.size()))) {
            final BlobFit more = fit.copy();
            more.add(place.pixel() % left.width(), place.pixel() / left.width(), median(fit, Blob::width),
                left.pixels()[place.pixel()]);
            more.fit();
            if (more.error() <= (1 - GAIN) * fit.error() && areAlike(more, least)) {
                return more;
            }
        }
        return null;
    }

    /** Whether all blobs look like blobs of one kind, none like a part of another. */
    private static boolean areAlike(final BlobFit fit, final double least) {
        final double width = median(fit, Blob::width);
        final double height = Math.max(least, FAINT * median(fit, Blob::height));
        for (int i = 0; i < fit.blobs(); i++) {
            final Blob blob = fit.blob(i);
            if (blob.width() < NARROW * width || blob.height() < height) {
                return false;
            }
            for (int j = 0; j < i; j++) {
                final Blob other = fit.blob(j);
                if (Math.hypot(blob.x() - other.x(), blob.y() - other.y()) < APART * (blob.width() + other.width())
                    / 2) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double median(final BlobFit fit, final ToDoubleFunction<Blob> value) {
        final double[] sorted = IntStream.range(0, fit.blobs()).mapToObj(fit::blob).mapToDouble(value).sorted()
            .toArray();
        return sorted[sorted.length / 2];
    }
}
