package org.latentlab.engine.nn;

/**
 * What batch normalisation keeps, one value for each of C channels; all tensors are 1 × C.
 *
 * @param scale γ
 * @param shift β
 * @param runningMean the mean over the batches of training so far, each new one counting
 *            {@value NormalisationKernels#MOMENTUM}
 * @param runningVariance their variance (unbiased, that is, over n − 1), likewise
 * @param mean receives the mean μ of a batch in training
 * @param inverseDeviation receives 1/√(σ² + ε) of a batch in training, σ² over n
 */
public record BatchNorm(Tensor scale, Tensor shift, Tensor runningMean, Tensor runningVariance, Tensor mean,
    Tensor inverseDeviation) {

    /** @return C */
    public int channels() {
        return scale.columns();
    }
}
