package org.latentlab.engine.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.latentlab.engine.EngineException;
import org.latentlab.engine.image.ImageFiles;
import org.latentlab.engine.image.ImageFormatException;
import org.latentlab.engine.image.ImageResize;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.train.Progress;

/** PNG and JPEG files in folders: the classes are the folders' names, in order. */
final class ImageFolderReader {

    private final Path m_root;
    private final List<Path> m_files = new ArrayList<>();
    private final List<String> m_classOf = new ArrayList<>();
    private final SortedSet<String> m_classes = new TreeSet<>();

    private ImageFolderReader(final Path root) {
        m_root = root;
    }

    static boolean isImageFolder(final Path directory) {
        for (final Path entry : DatasetReader.list(directory)) {
            if (isImage(entry)) {
                return true;
            }
            if (Files.isDirectory(entry)) {
                for (final Path inner : DatasetReader.list(entry)) {
                    if (isImage(inner) || isSplit(entry) && Files.isDirectory(inner)
                        && DatasetReader.list(inner).stream().anyMatch(ImageFolderReader::isImage)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isImage(final Path file) {
        final String name = DatasetReader.name(file).toLowerCase(Locale.ROOT);
        return (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg"))
            && Files.isRegularFile(file);
    }

    private static boolean isSplit(final Path directory) {
        final String name = DatasetReader.name(directory);
        return name.equals("train") || name.equals("test");
    }

    static ImageDataset read(final DatasetRequest request, final Progress progress) {
        final ImageFolderReader reader = new ImageFolderReader(request.directory());
        reader.collect(request.split());
        // Images straight in the directory have no class, whatever the other split's folders are called.
        final List<String> classes = reader.m_classOf.isEmpty() ? List.of() : List.copyOf(reader.m_classes);
        final int size = reader.m_files.size();
        final int[] labels = classes.isEmpty() ? null : new int[size];
        for (int i = 0; i < size && labels != null; i++) {
            labels[i] = classes.indexOf(reader.m_classOf.get(i));
        }
        final int[] rows = StratifiedSample.rows(labels, size, request.limit(), request.seed());
        final int[] chosenLabels = labels == null ? null : new int[rows.length];
        final List<Path> files = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            final Path file = reader.m_files.get(rows[i]);
            files.add(file);
            names.add(reader.m_root.relativize(file).toString().replace('\\', '/'));
            if (labels != null) {
                chosenLabels[i] = labels[rows[i]];
            }
        }
        final List<BrokenImage> broken = new ArrayList<>();
        final Images images = reader.decode(files, names, request.resizeTo(), broken, progress);
        return new ImageDataset(DatasetReader.name(request.directory()), images, chosenLabels, classes, names,
            new TreeMap<>(), broken);
    }

    private void collect(final Split split) {
        final Path train = m_root.resolve("train");
        final Path test = m_root.resolve("test");
        final boolean hasTrain = Files.isDirectory(train);
        final boolean hasTest = Files.isDirectory(test);
        if (!hasTrain && split == Split.TEST && !hasTest) {
            throw new EngineException("'" + m_root + "' has no sub-folder 'test', so there are no test images: "
                + DatasetReader.contents(m_root) + ". Read the training images (all of them) instead.");
        }
        if (!hasTrain && !hasTest) {
            collectClasses(m_root, true);
        } else {
            if (!hasTrain && split != Split.TEST) {
                throw new EngineException("'" + m_root + "' has a sub-folder 'test' but none named 'train'.");
            }
            // Both are looked at, so that the classes are the same whichever is read.
            if (hasTrain) {
                collectClasses(train, split != Split.TEST);
            }
            if (hasTest) {
                collectClasses(test, split != Split.TRAIN);
            }
        }
        if (!m_classOf.isEmpty() && m_classOf.size() < m_files.size()) {
            throw new EngineException("'" + m_root + "' has classes in one of 'train' and 'test', but images without a "
                + "class in the other. Put every image into the folder of its class.");
        }
        if (m_files.isEmpty()) {
            throw new EngineException("'" + m_root + "' holds no PNG or JPEG images to read: "
                + DatasetReader.contents(m_root) + ".");
        }
    }

    private void collectClasses(final Path directory, final boolean wanted) {
        final List<Path> loose = new ArrayList<>();
        final List<Path> folders = new ArrayList<>();
        for (final Path entry : DatasetReader.list(directory)) {
            if (Files.isDirectory(entry)) {
                folders.add(entry);
            } else if (isImage(entry)) {
                loose.add(entry);
            }
        }
        if (!loose.isEmpty() && !folders.isEmpty()) {
            throw new EngineException("'" + directory + "' holds both images ('" + loose.get(0).getFileName()
                + "') and folders ('" + DatasetReader.name(folders.get(0)) + "'). Put every image into the folder of "
                + "its class.");
        }
        for (final Path image : loose) {
            if (wanted) {
                m_files.add(image);
            }
        }
        for (final Path folder : folders) {
            collectClass(folder, wanted);
        }
    }

    private void collectClass(final Path folder, final boolean wanted) {
        final String name = DatasetReader.name(folder);
        m_classes.add(name);
        boolean any = false;
        for (final Path file : DatasetReader.list(folder)) {
            if (isImage(file)) {
                any = true;
                if (wanted) {
                    m_files.add(file);
                    m_classOf.add(name);
                }
            }
        }
        if (!any) {
            throw new EngineException("The class folder '" + folder + "' holds no PNG or JPEG images: "
                + DatasetReader.contents(folder) + ". Remove the folder, fill it, or choose the folder whose "
                + "sub-folders are the classes.");
        }
    }

    private Images decode(final List<Path> files, final List<String> names, final ImageShape resizeTo,
        final List<BrokenImage> broken, final Progress progress) {
        final String[] reasons = new String[files.size()];
        final int model = firstReadable(files, reasons);
        if (model < 0) {
            throw new EngineException("None of the " + files.size() + " images in '" + m_root + "' can be read. '"
                + names.get(0) + "': " + reasons[0]);
        }
        final ImageShape shape = resizeTo != null ? resizeTo : ImageFiles.decode(bytes(files.get(model))).shape();
        final long length = (long)files.size() * shape.values();
        if (length > Integer.MAX_VALUE - 8) {
            throw new EngineException(String.format(Locale.ROOT,
                "%,d images of %s are more than can be held. Set a row limit of at "
                + "most %,d.", files.size(), shape, (Integer.MAX_VALUE - 8) / shape.values()));
        }
        final byte[] pixels = new byte[(int)length];
        final ImageShape[] others = new ImageShape[files.size()];
        ParallelRows.forEach(files.size(), "Reading images", progress, row -> {
            try {
                final Images read = ImageFiles.decode(bytes(files.get(row)));
                final Images image = resizeTo == null ? read : ImageResize.resize(read, resizeTo);
                if (image.shape().equals(shape)) {
                    image.copyBytes(0, pixels, row * shape.values());
                } else {
                    others[row] = image.shape();
                }
            } catch (ImageFormatException e) {
                reasons[row] = e.getMessage();
            }
        });
        for (int row = 0; row < files.size(); row++) {
            if (others[row] != null) {
                throw new EngineException("The images in '" + m_root + "' have different sizes: '" + names.get(model)
                    + "' is " + describe(shape) + ", '" + names.get(row) + "' is " + describe(others[row])
                    + ". Give a size that all images are brought to.");
            }
            if (reasons[row] != null) {
                broken.add(new BrokenImage(row, names.get(row), reasons[row]));
            }
        }
        return Images.ofBytes(shape, pixels);
    }

    private static int firstReadable(final List<Path> files, final String[] reasons) {
        for (int i = 0; i < files.size(); i++) {
            try {
                ImageFiles.decode(bytes(files.get(i)));
                return i;
            } catch (ImageFormatException e) {
                reasons[i] = e.getMessage();
            }
        }
        return -1;
    }

    private static String describe(final ImageShape shape) {
        return shape.height() + "×" + shape.width() + (shape.channels() == 1 ? " gray" : " RGB");
    }

    private static byte[] bytes(final Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ImageFormatException("The file cannot be read: " + DatasetReader.reason(e), e);
        }
    }
}
