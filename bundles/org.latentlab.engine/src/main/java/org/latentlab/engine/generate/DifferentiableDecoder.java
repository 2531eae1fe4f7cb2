package org.latentlab.engine.generate;

import org.latentlab.engine.nn.Kernels;

/** A trained model that tells how its images change with the latent vectors that they are decoded from. */
public interface DifferentiableDecoder extends GenerativeModel {

    /**
     * Prepares passes through the decoder with its weights held fixed.
     *
     * @param kernels the arithmetic, which the memory belongs to
     * @param batch the most latent vectors at once, at least 1
     * @return the passes
     * @throws org.latentlab.engine.EngineException if the model is class-conditional: its images do not follow from
     *             latent vectors alone
     */
    DecoderPasses passes(Kernels kernels, int batch);
}
