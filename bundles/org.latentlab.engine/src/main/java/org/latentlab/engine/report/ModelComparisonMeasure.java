package org.latentlab.engine.report;

/** A figure by which samples of generative models are compared. */
public enum ModelComparisonMeasure {
    /** Fréchet distance of the features. */
    FRECHET("Fréchet distance", Aspect.OVERALL, Direction.LOWER, 1, "how far the samples as a whole are from the "
        + "real images, in clarity and in variety"),
    /** Coverage of the real images. */
    COVERAGE("Coverage", Aspect.OVERALL, Direction.HIGHER, 100, "share of the real images that have a sample as near "
        + "as their fifth nearest real one, in percent"),
    /** Inception score. */
    INCEPTION("Inception score", Aspect.OVERALL, Direction.HIGHER, 1, "high where each sample is clearly of one class "
        + "and all classes occur"),
    /** Sharpness over the real images'. */
    SHARPNESS("Sharpness", Aspect.SHARPNESS, Direction.NEAR_ONE, 1, "how wide detail of the real images is, over that "
        + "of the samples, whatever their contrast; below 1 = blurred, above 1 = rough"),
    /** Contrast over the real images'. */
    CONTRAST("Contrast", Aspect.SHARPNESS, Direction.NEAR_ONE, 1, "standard deviation of an image's pixels, over the "
        + "real images'; below 1 = faint, as blur makes images, too"),
    /** Share of samples that lie among the real images. */
    PRECISION("Precision", Aspect.SHARPNESS, Direction.HIGHER, 100, "share of the samples that lie among the real "
        + "images, in percent"),
    /** How varied the samples are, over the real images. */
    VARIETY("Diversity", Aspect.DIVERSITY, Direction.HIGHER, 1, "mean distance of the samples over the real images', "
        + "at most 1, times the share that are no near-duplicates beyond what is usual of real images"),
    /** Mean distance of two samples over that of two real images. */
    DISTANCE("Mean distance", Aspect.DIVERSITY, Direction.NEAR_ONE, 1, "how far apart two samples are in pixels, over "
        + "two real images; below 1 = less varied"),
    /** Share of near-duplicates. */
    DUPLICATES("Near-duplicates", Aspect.DIVERSITY, Direction.LOWER, 100, "share of the samples that are nearly the "
        + "same as another one, in percent; real images have some, too"),
    /** Share of real images that lie among the samples. */
    RECALL("Recall", Aspect.DIVERSITY, Direction.HIGHER, 100, "share of the real images that lie among the samples, in "
        + "percent"),
    /** Number of classes that occur. */
    CLASSES("Classes hit", Aspect.DIVERSITY, Direction.HIGHER, 1, "classes that at least 1 % of the samples are of"),
    /** Total variation distance of the class shares. */
    COMPOSITION("Class mismatch", Aspect.DIVERSITY, Direction.LOWER, 100, "share of the samples that would have to be "
        + "of another class for the classes to come as often as in the real images, in percent"),
    /** Median distance to the nearest real image over that among real images. */
    NEAREST("Nearest real image", Aspect.COPIES, Direction.NEAR_ONE, 1, "median distance in pixels of a sample from "
        + "the nearest real image, over that of real images from each other; 0 = copies. Blurred images are near, "
        + "too"),
    /** Share of samples that hardly differ from a real image. */
    COPIES("Near-copies", Aspect.COPIES, Direction.LOWER, 100, "share of the samples that are nearer to a real image "
        + "than half the usual distance of real images, in percent; real images have some, too"),
    /** Share of samples of a class-conditional model that are of the class asked for. */
    OBEYED("Class as asked for", Aspect.LATENT, Direction.HIGHER, 100, "share of the samples of a class-conditional "
        + "model that are of the class asked for, in percent"),
    /** The largest step of an interpolation over the way from its beginning to its end. */
    LARGEST_STEP("Largest step", Aspect.LATENT, Direction.LOWER, 100, "the largest change between neighbouring images "
        + "of an interpolation in 8 steps, over the change from its beginning to its end, in percent; 12.5 = even and "
        + "straight, 100 = a leap");

    /** What a figure tells of. */
    public enum Aspect {
        /** Clarity and variety at once. */
        OVERALL("Both at once"),
        /** How sharp single samples are. */
        SHARPNESS("Sharpness"),
        /** How varied the samples are. */
        DIVERSITY("Diversity"),
        /** Whether samples are copies of real images. */
        COPIES("Copies"),
        /** What the latent space is like. */
        LATENT("Latent space");

        private final String m_words;

        Aspect(final String words) {
            m_words = words;
        }

        /** @return the aspect in words */
        public String words() {
            return m_words;
        }
    }

    /** Which value is better. */
    public enum Direction {
        /** The higher, the better. */
        HIGHER("↑"),
        /** The lower, the better. */
        LOWER("↓"),
        /** The nearer to 1, the better. */
        NEAR_ONE("→ 1");

        private final String m_mark;

        Direction(final String mark) {
            m_mark = mark;
        }

        /** @return a mark for tables */
        public String mark() {
            return m_mark;
        }
    }

    /** A ratio so far from 1 that still less makes no difference. */
    private static final double NOTHING = 1e-6;

    private final String m_words;

    private final Aspect m_aspect;

    private final Direction m_direction;

    private final double m_unit;

    private final String m_meaning;

    ModelComparisonMeasure(final String words, final Aspect aspect, final Direction direction, final double unit,
        final String meaning) {
        m_words = words;
        m_aspect = aspect;
        m_direction = direction;
        m_unit = unit;
        m_meaning = meaning;
    }

    /** @return the measure's name */
    public String words() {
        return m_words;
    }

    /** @return what it tells of */
    public Aspect aspect() {
        return m_aspect;
    }

    /** @return which value is better */
    public Direction direction() {
        return m_direction;
    }

    /** @return in a few words how to read it */
    public String meaning() {
        return m_meaning;
    }

    /** @return what a value is multiplied with to be shown: 100 for shares that are shown in percent, else 1 */
    double unit() {
        return m_unit;
    }

    /** @return whether it tells what is near what, which pixels do not tell of blurred images */
    boolean isOfNeighbourhoods() {
        return this == PRECISION || this == RECALL || this == COVERAGE;
    }

    /**
     * @param value a value of the measure
     * @param real that of real images, which nothing needs to be better than; NaN where it is not known
     * @return how far it is from the best one, at least 0: the smaller, the better
     */
    double badness(final double value, final double real) {
        return switch (m_direction) {
            case LOWER -> (this == DUPLICATES || this == COPIES) && !Double.isNaN(real) ? Math.max(0, value - real)
                : value;
            case HIGHER -> -value;
            case NEAR_ONE -> Math.abs(Math.log(Math.max(NOTHING, value)));
        };
    }
}
