package org.latentlab.engine.report;

/**
 * How models are compared, alike for all of them.
 *
 * @param samples how many samples a set has, 20…50,000
 * @param sets how many sets are drawn from each model, each scored by itself, so that the scores have a sampling error,
 *            3…50
 * @param realImages how many of the real images the samples are held against at most, drawn at random, 20…100,000
 * @param pictures how many samples of each model are shown, 1…400, at most as many as a set has
 * @param seed of all draws
 */
public record ModelComparisonConfig(int samples, int sets, int realImages, int pictures, long seed) {

    private static final int LEAST = 20;

    /** Checks the values. */
    public ModelComparisonConfig {
        check("number of samples in a set", samples, LEAST, 50_000);
        check("number of sets", sets, 3, 50);
        check("number of real images", realImages, LEAST, 100_000);
        check("number of samples shown", pictures, 1, Math.min(400, samples));
    }

    private static void check(final String what, final int value, final int least, final int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, "The %s is %,d to %,d, not %,d.",
                what, least, most, value));
        }
    }

    /**
     * @param seed of all draws
     * @return 5 sets of 500 samples, at most 5,000 real images, 50 samples shown
     */
    public static ModelComparisonConfig standard(final long seed) {
        return new ModelComparisonConfig(500, 5, 5000, 50, seed);
    }
}
