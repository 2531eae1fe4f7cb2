package org.latentlab.engine.dataset;

import org.latentlab.engine.train.Progress;

/** Data that are drawn where no directory is given, from easy to hard to model; all have the ten digits as classes. */
public enum StandIn {
    /** Synthetic digits, 28×28 gray. */
    DIGITS,
    /** Synthetic digits that vary more in every factor, 28×28 gray. */
    VARIED_DIGITS,
    /** Varied digits in any shade on a soft texture, 28×28 gray. */
    TEXTURED_DIGITS,
    /** Varied digits in any colour on a coloured texture, 32×32 RGB. */
    COLOUR_DIGITS;

    /**
     * @param count how many images, at least 1
     * @param seed any value
     * @param progress told how far it is, and asked whether to stop
     * @return the images with their classes
     */
    ImageDataset draw(final int count, final long seed, final Progress progress) {
        return switch (this) {
            case DIGITS -> SyntheticDigits.generate(SyntheticDigitsConfig.of(count, seed), progress);
            case VARIED_DIGITS -> SyntheticDigits.generate(varied(count, seed), progress);
            case TEXTURED_DIGITS -> TexturedDigits.generate(varied(count, seed), false, progress);
            case COLOUR_DIGITS -> TexturedDigits.generate(varied(count, seed), true, progress);
        };
    }

    private static SyntheticDigitsConfig varied(final int count, final long seed) {
        return new SyntheticDigitsConfig(count, seed, new FactorRange(-30, 40), new FactorRange(-25, 25),
            new FactorRange(0.6, 1.1), new FactorRange(1.2, 5), new FactorRange(-3, 3), new FactorRange(-3, 3),
            new FactorRange(0.5, 2), new FactorRange(0, 1));
    }
}
