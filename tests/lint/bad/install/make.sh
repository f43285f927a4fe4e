mkdir build
printf '#!/bin/sh\nexit 3\n' > build/spoor
echo 'Name: other' > build/spoor.pc
cat > build/cmake_install.cmake <<'END'
file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/bin" TYPE PROGRAM FILES "${CMAKE_CURRENT_LIST_DIR}/spoor")
file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/lib/pkgconfig" TYPE FILE FILES "${CMAKE_CURRENT_LIST_DIR}/spoor.pc")
END
