// Stands for modules of Node in the bundle for browsers: secretlint imports two of them for files of a kind that the app does not scan.
export default {};
