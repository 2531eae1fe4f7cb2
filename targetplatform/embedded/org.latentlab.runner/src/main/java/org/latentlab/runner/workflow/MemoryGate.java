package org.latentlab.runner.workflow;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** Whether there is room for one more node beside those that run. */
@FunctionalInterface
interface MemoryGate {

    /** The share of the heap that may be in use, after the last collection, for another node to start. */
    double FULL = 0.6;

    /** Looks at what survived the last garbage collection; what has become garbage since does not count. */
    MemoryGate HEAP = () -> {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            final MemoryUsage usage = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += usage == null ? 0 : usage.getUsed();
        }
        return used < FULL * Runtime.getRuntime().maxMemory();
    };

    /** @return true if another node may start */
    boolean hasRoom();
}
