package org.latentlab.engine.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.stream.JsonWriter;

/** Writing that fails: the target is as before and nothing is left beside it. */
class ModelArchiveFailureTest {

    @TempDir
    private Path m_directory;

    private static List<Tensor> weights(final int count) {
        return List.of(new Tensor("w", new int[]{count}, new float[count]));
    }

    /**
     * Run in a process of its own, whose files may not grow as large as the model: the write fails half-way, as on a
     * full disk.
     *
     * @param args the file to write
     */
    public static void main(final String[] args) {
        try {
            ModelArchive.write(Path.of(args[0]), "vae", Map.of(), weights(1_000_000));
            System.out.println("WRITTEN");
        } catch (IOException e) {
            System.out.println("REFUSED " + e.getMessage());
        }
    }

    private static String classPath(final Class<?>... classes) {
        return Stream.of(classes).map(c -> Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation()
            .toString())).toString()).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void aDiskThatFillsUpLeavesTheOldModelAlone() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is no shell to limit the size of files with.");
        final Path file = m_directory.resolve("model");
        ModelArchive.write(file, "vae", Map.of("old", true), weights(10));
        final byte[] before = Files.readAllBytes(file);
        final Process process = new ProcessBuilder("/bin/sh", "-c", "ulimit -f 1000 && exec \"$0\" \"$@\"",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:-UsePerfData", "-cp",
            classPath(ModelArchive.class, ModelArchiveFailureTest.class, JsonWriter.class, Test.class),
            ModelArchiveFailureTest.class.getName(), file.toString())
            .redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(output.contains("REFUSED The model could not be written to '" + file + "': "), output);
        assertTrue(output.contains("The file there is as it was before."), output);
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of("model"), List.of(m_directory.toFile().list()));
    }

    @Test
    void aDirectoryThatIsReadOnly() throws IOException {
        assumeTrue(Files.getFileStore(m_directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        final Path file = m_directory.resolve("model");
        ModelArchive.write(file, "vae", Map.of("old", true), weights(10));
        final byte[] before = Files.readAllBytes(file);
        Files.setPosixFilePermissions(m_directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(m_directory), "This user may write to read-only directories.");
            final String message = assertThrows(IOException.class,
                () -> ModelArchive.write(file, "vae", Map.of(), weights(20))).getMessage();
            assertTrue(message.contains("'" + file + "': no file can be created in '" + m_directory + "'"), message);
        } finally {
            Files.setPosixFilePermissions(m_directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        assertEquals(List.of("model"), List.of(m_directory.toFile().list()));
    }

    @Test
    void aDirectoryWhereNobodyCanCreateFiles() {
        final Path file = Path.of("/proc/self/model");
        assumeTrue(Files.isDirectory(file.getParent()), "There is no /proc here.");
        final String message = assertThrows(IOException.class,
            () -> ModelArchive.write(file, "vae", Map.of(), weights(20))).getMessage();
        assertTrue(message.contains("'/proc/self/model': no file can be created in '/proc/self'"), message);
    }

    @Test
    void noDirectoryToWriteTo() {
        final Path file = m_directory.resolve("missing/model");
        assertEquals("The model cannot be written to '" + file + "': there is no directory '" + file.getParent() + "'.",
            assertThrows(IOException.class, () -> ModelArchive.write(file, "vae", Map.of(), weights(1))).getMessage());
        assertEquals("The model cannot be written to '" + m_directory + "': this is a directory.", assertThrows(
            IOException.class, () -> ModelArchive.write(m_directory, "vae", Map.of(), weights(1))).getMessage());
        assertEquals(0, m_directory.toFile().list().length);
    }

    @Test
    void aLinkIsFollowedAndTheModelBehindItReplaced() throws IOException {
        final Path real = Files.createDirectories(m_directory.resolve("store")).resolve("model");
        ModelArchive.write(real, "vae", Map.of("old", true), weights(10));
        final Path link = m_directory.resolve("link");
        try {
            Files.createSymbolicLink(link, Path.of("store", "model"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "No links can be made here: " + e);
        }
        ModelArchive.write(link, "vae", Map.of("old", false), weights(20));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(Map.of("old", false), ModelArchive.read(real, "vae").manifest());
        assertEquals(List.of("model"), List.of(m_directory.resolve("store").toFile().list()));
        assertEquals(2, m_directory.toFile().list().length);
    }

    @Test
    void whoMayReadAndWriteTheFileStaysAsItWas() throws IOException {
        assumeTrue(Files.getFileStore(m_directory).supportsFileAttributeView("posix"), "no POSIX permissions here");
        final Path file = m_directory.resolve("model");
        ModelArchive.write(file, "vae", Map.of(), weights(10));
        for (final String permissions : List.of("rw-------", "rw-rw-r--", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            ModelArchive.write(file, "vae", Map.of(), weights(20));
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    @Test
    void aFileThatIsWriteProtectedIsNotReplaced() throws IOException {
        final Path file = m_directory.resolve("model");
        ModelArchive.write(file, "vae", Map.of("old", true), weights(10));
        final byte[] before = Files.readAllBytes(file);
        assumeTrue(file.toFile().setWritable(false), "no file can be protected here");
        final String message = assertThrows(IOException.class,
            () -> ModelArchive.write(file, "vae", Map.of(), weights(20))).getMessage();
        assertEquals("The model cannot be written to '" + file + "': the file there is write-protected. Choose another "
            + "file or make this one writable.", message);
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void aNameAsLongAsNamesMayBe() throws IOException {
        final Path file = m_directory.resolve("m".repeat(250));
        ModelArchive.write(file, "vae", Map.of(), weights(10));
        assertEquals(1, ModelArchive.read(file, "vae").tensors().size());
    }

    @Test
    void aTargetThatCannotBeReplaced() throws IOException {
        final Path file = m_directory.resolve("model");
        ModelArchive.write(file, "vae", Map.of(), weights(1));
        final Path nested = Files.createDirectories(m_directory.resolve("d/model"));
        assertThrows(IOException.class,
            () -> ModelArchive.write(m_directory.resolve("d/model"), "vae", Map.of(), weights(1)));
        assertTrue(Files.isDirectory(nested));
        assertEquals(1, m_directory.resolve("d").toFile().list().length);
    }
}
