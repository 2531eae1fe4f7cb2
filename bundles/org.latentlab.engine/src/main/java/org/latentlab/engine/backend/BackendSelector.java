package org.latentlab.engine.backend;

import java.util.Locale;
import java.util.Optional;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.backend.BackendSettings.Choice;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Decides which ND4J backend class answers a {@link Choice}, by looking at what is installed. Nothing native is loaded
 * for the CPU; a CUDA backend is asked whether it has a device.
 */
final class BackendSelector {

    private static final String CPU_CLASS = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";

    private static final String CUDA_CLASS = "org.nd4j.linalg.jcublas.JCublasBackend";

    private final String m_cpuClass;

    private final String m_cudaClass;

    private final ClassLoader m_loader;

    /**
     * What was decided.
     *
     * @param backendClass the class to load
     * @param name "CPU" or "CUDA"
     * @param notice why "auto" fell back, if it did
     */
    record Selection(String backendClass, String name, Optional<String> notice) {
    }

    /**
     * @param cpuClass name of the CPU backend's class
     * @param cudaClass name of the CUDA backend's class
     * @param loader where to look for both
     */
    BackendSelector(final String cpuClass, final String cudaClass, final ClassLoader loader) {
        m_cpuClass = cpuClass;
        m_cudaClass = cudaClass;
        m_loader = loader;
    }

    /**
     * @param loader where ND4J's backends are looked for
     * @return the selector for ND4J's own backends
     */
    static BackendSelector ofNd4j(final ClassLoader loader) {
        return new BackendSelector(CPU_CLASS, CUDA_CLASS, loader);
    }

    /**
     * @param choice what is asked for
     * @return which backend answers it
     * @throws EngineException if CUDA is asked for and not installed or has no device, or the CPU backend is missing
     */
    Selection select(final Choice choice) {
        if (choice == Choice.CPU) {
            return cpu(Optional.empty());
        }
        final Optional<String> obstacle = cudaObstacle();
        if (obstacle.isEmpty()) {
            return new Selection(m_cudaClass, "CUDA", Optional.empty());
        }
        if (choice == Choice.CUDA) {
            throw new EngineException("The CUDA backend is chosen in the preferences, but " + obstacle.get()
                + " Or choose the backend 'CPU' or 'auto'.");
        }
        return cpu(Optional.of("The backend 'auto' uses the CPU: " + obstacle.get()));
    }

    private Selection cpu(final Optional<String> notice) {
        if (m_loader.getResource(m_cpuClass.replace('.', '/') + ".class") == null) {
            throw new EngineException("The CPU backend of ND4J (" + m_cpuClass
                + ") is missing: the installation is incomplete. Install the LatentLab feature again.");
        }
        return new Selection(m_cpuClass, "CPU", notice);
    }

    /** @return why CUDA cannot be used, or empty if it can */
    private Optional<String> cudaObstacle() {
        final Class<?> type;
        try {
            type = Class.forName(m_cudaClass, true, m_loader);
        } catch (ClassNotFoundException e) {
            return Optional.of(notInstalled());
        } catch (LinkageError e) {
            return Optional.of("the installed CUDA backend cannot be loaded (" + e + "). Install the fragment "
                + fragment() + " of the same version as LatentLab.");
        }
        try {
            final Nd4jBackend backend = (Nd4jBackend)type.getDeclaredConstructor().newInstance();
            if (backend.isAvailable() && backend.canRun()) {
                return Optional.empty();
            }
            return Optional.of(noDevice("no device was found"));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.of(noDevice(String.valueOf(e.getMessage())));
        }
    }

    private static String noDevice(final String why) {
        return "the installed CUDA backend has no usable device (" + why
            + "). Check the graphics card and its driver.";
    }

    private static String notInstalled() {
        if (osgiOs().equals("macosx")) {
            return "there is no CUDA for macOS.";
        }
        return "CUDA is not installed. For an NVIDIA graphics card, install the fragment " + fragment() + ".";
    }

    /** @return the symbolic name of the fragment that brings CUDA for this machine */
    static String fragment() {
        return "org.latentlab.libs.dl4j.cuda." + platform();
    }

    /** @return this machine as the fragments are named, e.g. "linux.x86_64" */
    static String platform() {
        return osgiOs() + "." + osgiArchitecture();
    }

    private static String osgiOs() {
        final String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("win")) {
            return "win32";
        }
        return os.contains("mac") || os.contains("darwin") ? "macosx" : "linux";
    }

    private static String osgiArchitecture() {
        final String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return architecture.equals("amd64") || architecture.equals("x86-64") ? "x86_64" : architecture;
    }
}
