package org.latentlab.nodes.syntheticdigits;

import org.latentlab.engine.dataset.SyntheticDigitsConfig;

/** The ranges of the factors that the engine draws from unless told otherwise. */
final class StandardRanges {

    /** Holds them; its count and seed mean nothing. */
    static final SyntheticDigitsConfig CONFIG = SyntheticDigitsConfig.of(1, 0);

    private StandardRanges() {
    }
}
