package org.latentlab.engine.backend;

import java.util.Optional;

/**
 * The backend in use, as it stands in every model's summary and in the report.
 *
 * @param backend "CPU" or "CUDA"
 * @param device what computes, e.g. "oneDNN AVX2"
 * @param threads number of threads for the arithmetic on the CPU
 * @param libraryVersion the version of ND4J
 * @param notice what the analyst should be told once, e.g. that "auto" fell back to the CPU and why
 */
public record BackendInfo(String backend, String device, int threads, String libraryVersion,
    Optional<String> notice) {

    /** @return for instance "CPU oneDNN AVX2, 2 threads" */
    public String summary() {
        return name() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** @return for instance "CPU oneDNN AVX2" */
    public String name() {
        return device.isEmpty() ? backend : backend + " " + device;
    }
}
