package org.latentlab.engine.blob;

import java.util.Locale;

/**
 * The blobs of some images against those of others that they should be like.
 *
 * @param count blobs per image, as a multiple of the reference's
 * @param width width of a blob, as a multiple of the reference's
 * @param height height of a blob, as a multiple of the reference's
 * @param background gray level of the background, less the reference's
 * @param figures what is compared
 * @param reference what it is compared with
 */
public record BlobComparison(Estimate count, Estimate width, Estimate height, Estimate background, BlobFigures figures,
    BlobFigures reference) {

    /** Smaller relative differences than this are none to speak of, however small their error. */
    private static final double SLIGHT = 0.01;

    /** So are differences of the gray level of the background that are smaller. */
    private static final double SLIGHT_GRAY = 0.002;

    /** Without a clear difference, one by this part is to be ruled out before it is said that there is none. */
    private static final double ALIKE = 0.1;

    /** Likewise one of the gray level of the background. */
    private static final double ALIKE_GRAY = 0.02;

    /**
     * @param figures of the images to judge
     * @param reference of those that they should be like, measured alike
     * @return the comparison
     */
    public static BlobComparison of(final BlobFigures figures, final BlobFigures reference) {
        return new BlobComparison(figures.count().over(reference.count()), figures.width().over(reference.width()),
            figures.height().over(reference.height()), figures.background().minus(reference.background()), figures,
            reference);
    }

    private static boolean isClear(final Estimate estimate, final double expected, final double slight) {
        return Math.abs(estimate.value() - expected) >= slight && estimate.differsFrom(expected);
    }

    private static boolean isAlike(final Estimate estimate, final double expected, final double alike) {
        return Math.abs(estimate.value() - expected) + Estimate.CLEAR * estimate.error() <= alike;
    }

    private static String open(final String what, final String difference, final String figures) {
        return "It cannot be told whether " + what + ": the difference (" + difference + ") is within "
            + (int)Estimate.CLEAR + " standard errors (" + figures + ").";
    }

    /** @return what was found, by figures with standard errors, in a few sentences */
    public String sentence() {
        if (figures.blobs() == 0) {
            return reference.blobs() == 0 ? "There are no blobs, as in the reference." : String.format(Locale.ROOT,
                "There are no blobs; the reference has %s an image.", words(reference.count(), "%.2f"));
        }
        if (reference.blobs() == 0) {
            return String.format(Locale.ROOT, "There are %s blobs an image; the reference has none.",
                words(figures.count(), "%.2f"));
        }
        if (figures.images() < 2 || reference.images() < 2) {
            return "A single image has no error by which a difference could be told from chance: " + widths() + "; "
                + counts() + "; gray level of the background " + levels() + ".";
        }
        return widthSentence() + " " + countSentence() + " " + heightSentence() + backgroundSentence();
    }

    private String widths() {
        return String.format(Locale.ROOT, "σ %s pixels, reference %s", words(figures.width(), "%.2f"),
            words(reference.width(), "%.2f"));
    }

    private String counts() {
        return String.format(Locale.ROOT, "%s blobs, reference %s", words(figures.count(), "%.2f"),
            words(reference.count(), "%.2f"));
    }

    private String levels() {
        return String.format(Locale.ROOT, "%s, reference %s", words(figures.background(), "%.3f"),
            words(reference.background(), "%.3f"));
    }

    private String widthSentence() {
        if (isClear(width, 1, SLIGHT)) {
            return String.format(Locale.ROOT, "Blobs are %s times as wide as they should be (%s).",
                words(width, "%.2f"), widths());
        }
        return isAlike(width, 1, ALIKE)
            ? String.format(Locale.ROOT, "Blobs are as wide as they should be (%s).", widths())
            : open("blobs are as wide as they should be", words(width, "%.2f") + " times", widths());
    }

    private String countSentence() {
        if (isClear(count, 1, SLIGHT)) {
            return String.format(Locale.ROOT, "An image has too %s (%s).", count.value() < 1 ? "few" : "many",
                counts());
        }
        return isAlike(count, 1, ALIKE)
            ? String.format(Locale.ROOT, "An image has as many as it should (%s).", counts())
            : open("an image has as many as it should", words(count, "%.2f") + " times", counts());
    }

    /** Nothing where blobs are as high as they should be. */
    private String heightSentence() {
        return !isClear(height, 1, SLIGHT) ? "" : String.format(Locale.ROOT, "Blobs are too %s (%s times as high above "
            + "the background: %s, reference %s). ", height.value() < 1 ? "faint" : "bright", words(height, "%.2f"),
            words(figures.height(), "%.2f"), words(reference.height(), "%.2f"));
    }

    private String backgroundSentence() {
        if (isClear(background, 0, SLIGHT_GRAY)) {
            return String.format(Locale.ROOT, "The background is too %s (gray level %s).",
                background.value() > 0 ? "bright" : "dark", levels());
        }
        return isAlike(background, 0, ALIKE_GRAY)
            ? String.format(Locale.ROOT, "The background is as it should be (gray level %s).", levels())
            : open("the background is as it should be", words(background, "%.3f"), "gray level " + levels());
    }

    private static String words(final Estimate estimate, final String format) {
        final String value = String.format(Locale.ROOT, format, estimate.value());
        return Double.isFinite(estimate.error())
            ? value + " ± " + String.format(Locale.ROOT, format, estimate.error()) : value;
    }
}
