package org.latentlab.nodes.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;

final class OutputFileTest {

    @TempDir
    private Path m_directory;

    private List<String> names() throws IOException {
        try (var files = Files.list(m_directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void anExistingFileIsReplacedAndNothingElseRemains() throws Exception {
        final Path path = m_directory.resolve("a b.html");
        Files.writeString(path, "old");
        final OutputFile file = OutputFile.at("  " + path + " ");
        file.probe();
        file.write("new".getBytes());
        assertEquals("new", Files.readString(path));
        assertEquals(List.of("a b.html"), names());
    }

    @Test
    void whoMayReadItIsAsWithAnyNewFile() throws Exception {
        final Path path = m_directory.resolve("report.html");
        Assumptions.assumeTrue(Files.getFileStore(m_directory).supportsFileAttributeView("posix"),
            "no POSIX permissions here");
        OutputFile.at(path.toString()).write("new".getBytes());
        assertEquals(Files.getPosixFilePermissions(Files.writeString(m_directory.resolve("other"), "")),
            Files.getPosixFilePermissions(path));
    }

    @Test
    void aFileUrlLeadsToItsFile() throws Exception {
        final Path path = m_directory.resolve("report.html");
        assertEquals(path, OutputFile.at(path.toUri().toString()).path());
    }

    @Test
    void aBlankPlaceIsNoFile() throws Exception {
        OutputFile.check(" ");
        assertNull(OutputFile.probed(" "));
        final Path path = m_directory.resolve("report.html");
        OutputFile.check(path.toString());
        assertEquals(path, OutputFile.probed(path.toString()).path());
        assertEquals(List.of(), names());
        final String none = m_directory.resolve("none/x.html").toString();
        assertThrows(InvalidSettingsException.class, () -> OutputFile.check(none));
        assertThrows(InvalidSettingsException.class, () -> OutputFile.probed(none));
    }

    @Test
    void placesThatAreNoFilesAreRefused() throws Exception {
        final Path file = Files.writeString(m_directory.resolve("file"), "");
        for (final String place : List.of(m_directory.resolve("none/x.html").toString(), file + "/x.html")) {
            assertTrue(assertThrows(InvalidSettingsException.class, () -> OutputFile.at(place)).getMessage()
                .startsWith("The folder of the file '" + place + "' does not exist"));
        }
        assertEquals("'" + m_directory + "' is a folder, not a file. Add a file name.",
            assertThrows(InvalidSettingsException.class, () -> OutputFile.at(m_directory.toString())).getMessage());
        assertTrue(assertThrows(InvalidSettingsException.class, () -> OutputFile.at("\0")).getMessage()
            .contains("is not a path"));
        assertTrue(assertThrows(InvalidSettingsException.class, () -> OutputFile.at("knime://nowhere/at/all.html"))
            .getMessage().startsWith("'knime://nowhere/at/all.html' does not lead to a local file"));
    }

    @Test
    void missingFoldersInsideTheWorkflowAreMadeWhenTheFileIsWritten() throws Exception {
        final Path workflow = Files.createDirectory(m_directory.resolve("workflow"));
        final Path path = workflow.resolve("data").resolve("a b").resolve("x.gif");
        final OutputFile file = OutputFile.at("knime://knime.workflow/data/a b/x.gif", path);
        assertTrue(Files.notExists(workflow.resolve("data")), "configuring makes nothing");
        file.probe();
        assertTrue(Files.notExists(path));
        file.write("new".getBytes());
        assertEquals("new", Files.readString(path));
        OutputFile.at("knime://knime.workflow/y.gif", workflow.resolve("y.gif")).write(new byte[1]);
        assertTrue(Files.exists(workflow.resolve("y.gif")));
    }

    @Test
    void foldersOutsideTheWorkflowAreNotMade() throws Exception {
        final Path workflow = Files.createDirectory(m_directory.resolve("workflow"));
        Files.writeString(workflow.resolve("file"), "");
        final Map<String, Path> places = Map.of(
            "knime://knime.workflow/../data/x.gif", m_directory.resolve("data").resolve("x.gif"),
            "knime://knime.workflow/file/x.gif", workflow.resolve("file").resolve("x.gif"),
            // the workflow itself is missing
            "knime://knime.workflow/x.gif", m_directory.resolve("none").resolve("x.gif"));
        places.forEach((place, path) -> assertTrue(assertThrows(InvalidSettingsException.class,
            () -> OutputFile.at(place, path)).getMessage().startsWith("The folder of the file '" + place
                + "' does not exist")));
        assertEquals(List.of("workflow"), names());
    }

    @Test
    void aFolderThatIsGoneAtTheEndIsNamedAndLeavesNothing() throws Exception {
        final Path folder = Files.createDirectory(m_directory.resolve("folder"));
        final OutputFile file = OutputFile.at(folder.resolve("report.html").toString());
        Files.delete(folder);
        assertTrue(assertThrows(InvalidSettingsException.class, file::probe).getMessage()
            .startsWith("The file '" + folder.resolve("report.html") + "' cannot be written: the folder " + folder));
        assertTrue(assertThrows(IOException.class, () -> file.write(new byte[1])).getMessage()
            .startsWith("The file '" + folder.resolve("report.html") + "' could not be written: "));
        assertEquals(List.of(), names());
    }

    @Test
    void aReadOnlyFolderIsRefused() throws Exception {
        final Path folder = Files.createDirectory(m_directory.resolve("locked"));
        Assumptions.assumeTrue(folder.toFile().setWritable(false) && !Files.isWritable(folder),
            "this user may write everywhere");
        assertEquals("The file '" + folder.resolve("x.html") + "' cannot be written: the folder " + folder
            + " is not writable. Choose another folder.", assertThrows(InvalidSettingsException.class,
                () -> OutputFile.at(folder.resolve("x.html").toString())).getMessage());
    }
}
