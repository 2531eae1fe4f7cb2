package org.latentlab.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    private static final Path WORKFLOWS = Path.of("..", "..", "..", "workflows");

    private static final String WRITE_ANEW = "write the workflows anew, see docs/building.md";

    @Test
    void theProjectsWorkflowsAreWhatTheExamplesWrite(@TempDir final Path directory) throws Exception {
        Examples.write(directory);
        try (Stream<Path> examples = Files.list(directory)) {
            for (final Path example : examples.toList()) {
                final Map<String, String> written = files(example);
                final Map<String, String> kept = files(WORKFLOWS.resolve(example.getFileName()));
                assertEquals(written.keySet(), kept.keySet(), WRITE_ANEW);
                written.forEach((file, content) -> assertEquals(content, kept.get(file), file + ": " + WRITE_ANEW));
            }
        }
    }

    private static Map<String, String> files(final Path directory) throws IOException {
        final Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return contents;
    }
}
