package org.latentlab.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Messages are English, so numbers in them are written as in English, whatever the language of the system. */
final class MessagesTest {

    private static final Pattern OF_THE_SYSTEM = Pattern.compile("String\\.format\\(\\s*\"[^\"]*%[,.\\d]*[dfeg]");

    @Test
    void numbersInMessagesDoNotDependOnTheLanguageOfTheSystem() throws IOException {
        final List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (final Path file : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
                files++;
                final Matcher matcher = OF_THE_SYSTEM.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(file.getFileName() + ": " + matcher.group());
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(files > 100, files + " files");
    }
}
