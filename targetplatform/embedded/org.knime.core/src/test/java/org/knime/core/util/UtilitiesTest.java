package org.knime.core.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.util.CheckUtils;
import org.knime.core.util.pathresolve.ResolverUtil;
import org.latentlab.platform.core.WorkflowDirectory;

class UtilitiesTest {

    @Test
    void namesAreMadeUnique() {
        final var names = new UniqueNameGenerator(Set.of("a", "b (#4)"));
        assertEquals("c", names.newName(" c "));
        assertEquals("a (#1)", names.newName("a"));
        assertEquals("a (#2)", names.newName("a"));
        assertEquals("b (#5)", names.newName("b (#4)"));
        assertEquals("b", names.newName("b"));
    }

    @Test
    void checksThrowWithTheirMessage() throws Exception {
        CheckUtils.checkSetting(true, "not seen");
        assertEquals("7 of 50%", assertThrows(InvalidSettingsException.class,
            () -> CheckUtils.checkSetting(false, "%d of 50%%", 7)).getMessage());
        assertEquals("50%", assertThrows(IllegalArgumentException.class, () -> CheckUtils.checkArgument(false, "50%"))
            .getMessage());
        assertEquals("x", CheckUtils.checkSettingNotNull("x", "missing"));
    }

    @Test
    void addressesInTheRunningWorkflowAreFound(@TempDir final Path directory) throws Exception {
        final var uri = URI.create("knime://knime.workflow/data/a%20b.csv");
        assertThrows(IOException.class, () -> ResolverUtil.resolveURItoLocalFile(uri));
        try (var scope = WorkflowDirectory.enter(directory)) {
            assertNotNull(scope);
            assertEquals(directory.resolve("data").resolve("a b.csv").toFile(),
                ResolverUtil.resolveURItoLocalFile(uri));
            assertEquals(directory.getParent().resolve("x").toFile(),
                ResolverUtil.resolveURItoLocalOrTempFile(URI.create("knime://knime.workflow/../x")));
            final var pool = Executors.newSingleThreadExecutor();
            try {
                assertEquals(directory.resolve("y").toFile(), pool
                    .submit(() -> ResolverUtil.resolveURItoLocalFile(URI.create("knime://knime.workflow/y"))).get());
            } finally {
                pool.shutdown();
            }
        }
        assertThrows(IOException.class, () -> ResolverUtil.resolveURItoLocalFile(uri));
    }

    @Test
    void otherAddressesAreFilesOrNothing(@TempDir final Path directory) throws Exception {
        assertEquals(directory.toFile(), ResolverUtil.resolveURItoLocalFile(directory.toUri()));
        assertNull(ResolverUtil.resolveURItoLocalFile(URI.create("http://example.org/a")));
        assertThrows(IOException.class, () -> ResolverUtil.resolveURItoLocalFile(URI.create("data.csv")));
        assertThrows(IOException.class,
            () -> ResolverUtil.resolveURItoLocalFile(URI.create("knime://LOCAL/a.csv")));
    }

    @Test
    void aDirectoryIsDeletedWithAllThatIsInIt(@TempDir final Path directory) throws Exception {
        final var sub = Files.createDirectories(directory.resolve("a/b"));
        Files.writeString(sub.resolve("c"), "x");
        assertTrue(FileUtil.deleteRecursively(directory.resolve("a").toFile()));
        assertFalse(Files.exists(directory.resolve("a")));
        assertFalse(FileUtil.deleteRecursively(directory.resolve("a").toFile()));
    }
}
