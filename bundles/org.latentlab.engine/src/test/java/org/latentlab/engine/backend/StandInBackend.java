package org.latentlab.engine.backend;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/** Stands in for a CUDA backend on the class path: it computes on the CPU. */
public class StandInBackend extends CpuBackend {

    /** An installed backend without a graphics card. */
    public static final class WithoutDevice extends StandInBackend {
        @Override
        public boolean isAvailable() {
            throw new IllegalStateException("no stand-in device");
        }
    }
}
