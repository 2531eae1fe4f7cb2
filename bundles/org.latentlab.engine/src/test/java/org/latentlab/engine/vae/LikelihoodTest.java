package org.latentlab.engine.vae;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class LikelihoodTest {

    @Test
    void everyLikelihoodIsNamedInWords() {
        assertEquals(List.of("Bernoulli", "Bernoulli, pixels cut at 0.5", "Bernoulli, pixels drawn",
            "Gaussian, σ = 0.1", "Gaussian, σ = 1", "Gaussian, learned σ", "squared error", "discretised logistic"),
            List.of(new Likelihood.Bernoulli(), new Likelihood.Bernoulli(new Likelihood.Binarisation.Threshold(0.5)),
                new Likelihood.Bernoulli(new Likelihood.Binarisation.Drawn()), new Likelihood.Gaussian(0.1),
                new Likelihood.Gaussian(1), new Likelihood.LearnedGaussian(), new Likelihood.SquaredError(),
                new Likelihood.DiscretisedLogistic()).stream().map(Likelihood::description).toList());
        assertEquals("500-500-2-500-500, softplus, Bernoulli", VaeConfig.standard(2).description());
    }
}
