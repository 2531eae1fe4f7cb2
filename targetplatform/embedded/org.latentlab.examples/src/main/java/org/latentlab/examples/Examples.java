package org.latentlab.examples;

import java.io.IOException;
import java.nio.file.Path;

import org.latentlab.runner.RunnerException;
import org.latentlab.runner.catalog.NodeCatalog;

/**
 * Writes the example workflows anew, each into a folder of its own below a given directory. The folder
 * {@code workflows} of the project holds exactly what this writes.
 */
public final class Examples {

    private Examples() {
    }

    /**
     * @param arguments the directory to write to
     * @throws IOException if a file cannot be written
     * @throws RunnerException if a node or a setting that a workflow uses is not there
     */
    public static void main(final String[] arguments) throws IOException, RunnerException {
        if (arguments.length != 1) {
            System.err.println("Usage: Examples DIRECTORY");
            System.exit(2);
        }
        write(Path.of(arguments[0]));
    }

    /**
     * @param directory where the workflows' folders are made, or replaced
     * @throws IOException if a file cannot be written
     * @throws RunnerException if a node or a setting that a workflow uses is not there
     */
    public static void write(final Path directory) throws IOException, RunnerException {
        final NodeCatalog catalog = NodeCatalog.load(Examples.class.getClassLoader());
        LatentDysfunction.workflow(catalog).write(directory.resolve(LatentDysfunction.NAME));
        LatentComplexity.workflow(catalog).write(directory.resolve(LatentComplexity.NAME));
        KlCollapse.workflow(catalog).write(directory.resolve(KlCollapse.NAME));
        VaeVsGan.workflow(catalog).write(directory.resolve(VaeVsGan.NAME));
        BlobStudy.workflow(catalog).write(directory.resolve(BlobStudy.NAME));
        WassersteinStudy.workflow(catalog).write(directory.resolve(WassersteinStudy.NAME));
        ConditionalGeneration.workflow(catalog).write(directory.resolve(ConditionalGeneration.NAME));
    }
}
